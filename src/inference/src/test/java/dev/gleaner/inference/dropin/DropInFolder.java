package dev.gleaner.inference.dropin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the four files of a drop-in model directory. */
public final class DropInFolder {

    /** The labels of the models written here, mapped one to one. */
    public static final List<String> LABELS = List.of("neutral", "praise", "complaint");

    private static final String CONFIG =
            """
            {"architectures": ["BertForSequenceClassification"], "model_type": "bert", "pad_token_id": 0,
             "id2label": {"0": "neutral", "1": "praise", "2": "complaint"},
             "label2id": {"neutral": 0, "praise": 1, "complaint": 2},
             "problem_type": "single_label_classification"}
            """;

    private static final String MAPPING =
            """
            {"name": "drop-in", "version": "1",
             "input": {
               "first": [{"part": "prompt", "tokens": 96}, {"part": "response", "tokens": 160}],
               "separator": "\\n",
               "second": [{"part": "follow_up", "tokens": 192}]},
             "labels": {"neutral": "none", "praise": "satisfied", "complaint": "dissatisfied"},
             "satisfied": {"from": 0.4, "to": 0.6},
             "dissatisfied": {"from": 0.4, "to": 0.7},
             "bound_threshold": 0.5,
             "training_data": "None: the weights are random."}
            """;

    private DropInFolder() {}

    /**
     * Writes one with the labels {@link #LABELS}, for pairs of prompt and response, and follow-up.
     *
     * @param folder an existing one
     * @param vocabulary of the tokenizer
     * @param model the bytes of its model.onnx
     * @return the folder
     */
    public static Path write(Path folder, List<String> vocabulary, byte[] model) throws IOException {
        Files.write(folder.resolve("model.onnx"), model);
        Files.writeString(folder.resolve("tokenizer.json"), WordPieceFile.write(vocabulary));
        Files.writeString(folder.resolve("config.json"), CONFIG);
        Files.writeString(folder.resolve("gleaner.json"), MAPPING);
        return folder;
    }
}
