"""Gives labels that are kept by id the texts of the conversations they are about.

    python3 with_texts.py real.jsonl conversations.jsonl > exchanges.jsonl

An id is conversation_id#index of the follow-up. Long texts are cut as in the labels that the labellers read.
"""

import json
import sys


def cut(text, most):
    text = text.strip()
    return text if len(text) <= most else text[: most // 2] + "\n[…]\n" + text[-(most // 2) :]


def prompt(turns, follow_up):
    asked = [turn["content"] for turn in turns[: follow_up - 1] if turn["role"] == "user"]
    return asked[-1] if asked else ""


def main(labels, conversations):
    with open(conversations, encoding="utf-8") as lines:
        by_id = {conversation["conversation_id"]: conversation for conversation in map(json.loads, lines)}
    with open(labels, encoding="utf-8") as lines:
        for label in map(json.loads, lines):
            conversation_id, follow_up = label["id"].rsplit("#", 1)
            conversation = by_id[conversation_id]
            turns, at = conversation["turns"], int(follow_up)
            label["source"] = conversation["source"]
            label["prompt"] = cut(prompt(turns, at), 600)
            label["response"] = cut(turns[at - 1]["content"], 900)
            label["followup"] = cut(turns[at]["content"], 600)
            print(json.dumps(label, ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
