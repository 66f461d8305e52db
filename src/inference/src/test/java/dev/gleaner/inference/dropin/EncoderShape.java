package dev.gleaner.inference.dropin;

/**
 * The size of a BERT encoder with a classifier on its first token.
 *
 * @param vocabulary how many tokens it knows
 * @param hidden width of a token's vector, a multiple of {@code heads}
 * @param layers how many
 * @param heads of attention, a layer
 * @param inner width of the feed-forward step
 * @param positions the longest row
 * @param labels how many outputs
 */
public record EncoderShape(int vocabulary, int hidden, int layers, int heads, int inner, int positions, int labels) {

    /** The 22 million parameters of MiniLM-L6: 6 layers of 384, 12 heads, 30,522 tokens. */
    public static EncoderShape miniLm(int labels) {
        return new EncoderShape(30_522, 384, 6, 12, 1_536, 512, labels);
    }

    int headWidth() {
        return hidden / heads;
    }
}
