package dev.gleaner.inference.dropin;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A tokenizer.json of BERT's kind: lower case, words, pieces of words, {@code [CLS] first [SEP] second [SEP]}. It asks for truncation
 * to 8 tokens and padding to 16, as such files do, to be told off.
 */
public final class WordPieceFile {

    /** The special tokens; their ids are their places. */
    public static final List<String> SPECIALS = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]");

    private static final ObjectMapper JSON = new ObjectMapper();

    private WordPieceFile() {}

    /**
     * A vocabulary: the special tokens, words, then letters and digits alone and inside words.
     *
     * @param words of it, in lower case
     */
    public static List<String> vocabulary(Collection<String> words) {
        Set<String> vocabulary = new LinkedHashSet<>(SPECIALS);
        vocabulary.addAll(words);
        "abcdefghijklmnopqrstuvwxyz0123456789"
                .chars()
                .mapToObj(Character::toString)
                .forEach(letter -> {
                    vocabulary.add(letter);
                    vocabulary.add("##" + letter);
                });
        return List.copyOf(vocabulary);
    }

    /**
     * Writes one.
     *
     * @param vocabulary its tokens; their ids are their places
     * @return the text of its tokenizer.json
     */
    public static String write(List<String> vocabulary) {
        try {
            ObjectNode file = (ObjectNode) JSON.readTree(FRAME);
            ObjectNode ids = ((ObjectNode) file.get("model")).putObject("vocab");
            for (String token : vocabulary) {
                ids.put(token, ids.size());
            }
            ArrayNode added = file.putArray("added_tokens");
            SPECIALS.forEach(token -> added.add(special(token)));
            return JSON.writeValueAsString(file);
        } catch (JacksonException e) {
            throw new IllegalStateException("A tokenizer.json of our own cannot be written", e);
        }
    }

    private static JsonNode special(String token) {
        return JSON.createObjectNode()
                .put("id", SPECIALS.indexOf(token))
                .put("content", token)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", true);
    }

    private static final String FRAME =
            """
            {"version": "1.0",
             "truncation": {"direction": "Right", "max_length": 8, "strategy": "LongestFirst", "stride": 0},
             "padding": {"strategy": {"Fixed": 16}, "direction": "Right", "pad_to_multiple_of": null, "pad_id": 0,
                         "pad_type_id": 0, "pad_token": "[PAD]"},
             "added_tokens": [],
             "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null,
                            "lowercase": true},
             "pre_tokenizer": {"type": "BertPreTokenizer"},
             "post_processor": {"type": "TemplateProcessing",
                "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                           {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
                "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                         {"SpecialToken": {"id": "[SEP]", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}},
                         {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
                "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
                                   "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}},
             "decoder": null,
             "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                       "max_input_chars_per_word": 100}}
            """;
}
