package dev.gleaner.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gleaner.schema.Answer;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.Role;
import java.util.Locale;

/** A form in which pairs are written, one JSON object a line. */
public enum PairFormat {

    /** All that the pair holds, under the names of its Avro schema. */
    JSONL {
        @Override
        public ObjectNode of(PreferencePair pair) {
            return AvroJson.of(pair);
        }
    },

    /**
     * TRL's conversational preference format with explicit prompt (docs/source/dataset_formats of huggingface/trl): {@code prompt},
     * {@code chosen} and {@code rejected} are lists of {@code {role, content}}. Further columns: pair_id, confidence, method.
     */
    TRL {
        @Override
        public ObjectNode of(PreferencePair pair) {
            var line = JSON.objectNode();
            var prompt = line.putArray("prompt");
            pair.getPrompt().forEach(message -> add(prompt, message.getRole(), message.getContent()));
            answer(line.putArray("chosen"), pair.getChosen());
            answer(line.putArray("rejected"), pair.getRejected());
            return line.put("pair_id", pair.getPairId())
                    .put("confidence", pair.getConfidence())
                    .put("method", pair.getMethod().name());
        }
    };

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * Writes a pair.
     *
     * @return the object of one line
     */
    public abstract ObjectNode of(PreferencePair pair);

    /** The line for a pair that is withdrawn: whoever has it must drop it. */
    public static ObjectNode withdrawn(String pairId) {
        return JSON.objectNode().put("pair_id", pairId).put("withdrawn", true);
    }

    private static void answer(ArrayNode messages, Answer answer) {
        add(messages, Role.ASSISTANT, answer.getContent());
    }

    private static void add(ArrayNode messages, Role role, String content) {
        messages.addObject().put("role", role.name().toLowerCase(Locale.ROOT)).put("content", content);
    }
}
