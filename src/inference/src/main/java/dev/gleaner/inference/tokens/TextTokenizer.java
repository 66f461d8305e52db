package dev.gleaner.inference.tokens;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

/**
 * A Hugging Face tokenizer, read from the bytes of its {@code tokenizer.json}. Cutting and padding of that file are switched off: both
 * are done here in the open, by {@link TokenLayout} and {@link TokenBatch}. Safe for many threads.
 */
final class TextTokenizer implements AutoCloseable {

    private static final Map<String, String> NEITHER_CUT_NOR_PAD =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    private final HuggingFaceTokenizer tokenizer;

    /**
     * Opens one.
     *
     * @param json the bytes of its file
     * @throws IllegalArgumentException if this is no tokenizer; the message says what the library found
     */
    TextTokenizer(byte[] json) {
        stayOffline();
        try {
            tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), NEITHER_CUT_NOR_PAD);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The library would load native code for CUDA from the network, and tell its maker that it runs, if it may. */
    private static void stayOffline() {
        Map.of("ai.djl.offline", "true", "RUST_FLAVOR", "cpu", "OPT_OUT_TRACKING", "true")
                .forEach((name, value) -> {
                    if (System.getProperty(name) == null) {
                        System.setProperty(name, value);
                    }
                });
    }

    /** The ids of a text alone, without special tokens. */
    long[] ids(String text) {
        return text.isEmpty()
                ? new long[0]
                : tokenizer.encode(text, false, false).getIds();
    }

    /**
     * The special tokens around one text or a pair.
     *
     * @throws IllegalArgumentException if the tokenizer makes no tokens of plain text
     */
    Frame frame(boolean pair) {
        Encoding probe = pair ? tokenizer.encode("a", "a", true, false) : tokenizer.encode("a", true, false);
        return Frame.around(probe.getIds(), probe.getTypeIds(), probe.getSequenceIds(), pair);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
