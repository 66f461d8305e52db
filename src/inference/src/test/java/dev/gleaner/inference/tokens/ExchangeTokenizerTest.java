package dev.gleaner.inference.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gleaner.inference.dropin.WordPieceFile;
import dev.gleaner.inference.tokens.TokenLayout.Share;
import dev.gleaner.topology.classify.ExchangeText;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ExchangeTokenizerTest {

    private static final List<String> VOCABULARY =
            WordPieceFile.vocabulary(List.of("boil", "it", "ten", "minutes", "no", "raw", "thank", "##s"));

    private static final byte[] TOKENIZER = WordPieceFile.write(VOCABULARY).getBytes(StandardCharsets.UTF_8);

    private static final TokenLayout PAIR = new TokenLayout(
            List.of(new Share(Part.PROMPT, 4), new Share(Part.RESPONSE, 4)),
            List.of(new Share(Part.FOLLOW_UP, 4)),
            "[SEP]");

    private static final TokenLayout FOLLOW_UP_ALONE =
            new TokenLayout(List.of(new Share(Part.FOLLOW_UP, 4)), List.of(), "");

    @Test
    void shouldPutTheTokenizersOwnSpecialTokensAroundAPair() {
        TokenRow row = row(PAIR, "Boil it?", "Ten minutes", "No, raw");

        assertThat(tokens(row))
                .containsExactly(
                        "[CLS]", "boil", "it", "[UNK]", "[SEP]", "ten", "minutes", "[SEP]", "no", "[UNK]", "raw",
                        "[SEP]");
        assertThat(row.types()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1);
    }

    @Test
    void shouldTakeOneTextAlone() {
        TokenRow row = row(FOLLOW_UP_ALONE, "Boil it", "Ten minutes", "Thanks");

        assertThat(tokens(row)).containsExactly("[CLS]", "thank", "##s", "[SEP]");
        assertThat(row.types()).containsOnly(0);
    }

    @Test
    void shouldNeverCutTheFollowUpForALongResponse() {
        TokenRow row = row(PAIR, "boil ".repeat(500), "ten ".repeat(50_000), "no raw");

        assertThat(tokens(row)).endsWith("[SEP]", "no", "raw", "[SEP]").hasSize(1 + 4 + 1 + 4 + 1 + 2 + 1);
    }

    @Test
    void shouldKeepTheStartOfPromptAndFollowUpAndBothEndsOfTheResponse() {
        TokenRow row = row(PAIR, "a b c d e f", "a b c d e f", "a b c d e f");

        assertThat(tokens(row))
                .containsExactly(
                        "[CLS]", "a", "b", "c", "d", "[SEP]", "a", "b", "e", "f", "[SEP]", "a", "b", "c", "d", "[SEP]");
    }

    @Test
    void shouldTakeASpecialTokenThatPeopleWriteForText() {
        TokenRow row = row(FOLLOW_UP_ALONE, "", "", "[SEP]");

        assertThat(tokens(row)).containsExactly("[CLS]", "[UNK]", "s", "##e", "##p", "[SEP]");
    }

    @Test
    void shouldTellTheLongestRowBeforehand() {
        String longest = "a ".repeat(1_000);

        assertThat(row(PAIR, longest, longest, longest).length()).isEqualTo(maxTokens(PAIR));
    }

    @Test
    void shouldTakeEmptyAndOddTexts() {
        assertThat(tokens(row(PAIR, "", "", ""))).containsExactly("[CLS]", "[SEP]", "[SEP]", "[SEP]");
        assertThat(tokens(row(FOLLOW_UP_ALONE, "", "", "\ud83d\ude00\u0000 a")))
                .containsExactly("[CLS]", "[UNK]", "a", "[SEP]");
        assertThat(tokens(row(FOLLOW_UP_ALONE, "", "", "\ud800 a"))).containsExactly("[CLS]", "a", "[SEP]");
    }

    @Test
    void shouldNotCutThroughACharacter() {
        String smileys = "\ud83d\ude00 ".repeat(1_000);

        assertThat(tokens(row(PAIR, smileys, "." + smileys, "")))
                .contains("[UNK]")
                .hasSize(1 + 4 + 1 + 4 + 1 + 1);
    }

    @Test
    void shouldRefuseALayoutWithoutTheFollowUp() {
        assertThatThrownBy(() -> new TokenLayout(List.of(new Share(Part.RESPONSE, 4)), List.of(), ""))
                .hasMessageContaining("follow_up is missing");
    }

    @Test
    void shouldRefuseAPartThatStandsThereTwice() {
        assertThatThrownBy(() -> new TokenLayout(
                        List.of(new Share(Part.FOLLOW_UP, 4)), List.of(new Share(Part.FOLLOW_UP, 4)), ""))
                .hasMessageContaining("FOLLOW_UP stands there twice");
    }

    @Test
    void shouldPadRowsOfABatchToTheLongest() {
        TokenBatch batch = new TokenBatch(7);
        batch.fill(List.of(
                new TokenRow(new long[] {1, 2, 3}, new long[] {0, 1, 1}),
                new TokenRow(new long[] {4}, new long[] {1})));

        assertThat(batch.shape()).containsExactly(2, 3);
        assertThat(read(batch.ids())).containsExactly(1, 2, 3, 4, 7, 7);
        assertThat(read(batch.mask())).containsExactly(1, 1, 1, 1, 0, 0);
        assertThat(read(batch.types())).containsExactly(0, 1, 1, 1, 0, 0);
    }

    @Test
    void shouldForgetTheLastBatch() {
        TokenBatch batch = new TokenBatch(0);
        batch.fill(List.of(new TokenRow(new long[] {1, 2, 3}, new long[] {1, 1, 1})));
        batch.fill(List.of(new TokenRow(new long[] {9}, new long[] {0})));

        assertThat(read(batch.ids())).containsExactly(9);
    }

    private static long[] read(LongBuffer buffer) {
        long[] values = new long[buffer.remaining()];
        buffer.duplicate().get(values);
        return values;
    }

    private static TokenRow row(TokenLayout layout, String prompt, String response, String followUp) {
        try (ExchangeTokenizer tokenizer = new ExchangeTokenizer(TOKENIZER, layout)) {
            return tokenizer.row(new ExchangeText(prompt, response, followUp));
        }
    }

    private static int maxTokens(TokenLayout layout) {
        try (ExchangeTokenizer tokenizer = new ExchangeTokenizer(TOKENIZER, layout)) {
            return tokenizer.maxTokens();
        }
    }

    private static List<String> tokens(TokenRow row) {
        return LongStream.of(row.ids()).mapToObj(id -> VOCABULARY.get((int) id)).toList();
    }
}
