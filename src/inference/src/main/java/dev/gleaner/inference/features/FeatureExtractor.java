package dev.gleaner.inference.features;

import dev.gleaner.topology.classify.ExchangeText;
import java.util.List;

/**
 * Reads exchanges into sparse features for a linear model. Not safe for several threads (give each its own); the features depend on
 * the text alone.
 *
 * <p>There are {@code registers() * tableSize} ids: the table is repeated for each register of talk that the features tell apart.
 */
public final class FeatureExtractor {

    private static final List<FeatureFamily> FAMILIES = List.of(
            new WordFamily(),
            new CharacterFamily(),
            PlaceFamily.head(),
            PlaceFamily.tail(),
            new OpeningFamily(),
            new NegationFamily(),
            new CueFamily(),
            new ResponseFamily(),
            new ResponseWordFamily(),
            new CrossingFamily(),
            new OverlapFamily(),
            new TopicFamily(),
            new SimilarityFamily(),
            new SkeletonFamily(),
            new RequestFamily(),
            new EvidenceFamily(),
            new LengthFamily());

    private final int tableSize;
    private final FeatureSink sink;

    /**
     * @param tableSize how many ids a register has, a power of two
     * @throws IllegalArgumentException if it is not a power of two
     */
    public FeatureExtractor(int tableSize) {
        if (Integer.bitCount(tableSize) != 1) {
            throw new IllegalArgumentException("The size of the hash table must be a power of two, not " + tableSize);
        }
        this.tableSize = tableSize;
        this.sink = new FeatureSink(tableSize);
    }

    /** How many registers of talk the features tell apart. */
    public static int registers() {
        return Register.values().length;
    }

    /**
     * Reads one exchange.
     *
     * @param exchange the texts, of any length; long ones are cut
     * @return its features, valid until the next call
     */
    public Features extract(ExchangeText exchange) {
        Reading reading = new Reading(exchange);
        sink.startExchange(Register.of(reading).ordinal() * tableSize);
        sink.startFamily("bias");
        sink.set("one");
        sink.endValued(1f);
        for (FeatureFamily family : FAMILIES) {
            sink.startFamily(family.name());
            family.collect(reading, sink);
        }
        return new Features(sink.ids(), sink.values(), sink.size());
    }

    /**
     * Tells this reading of exchanges from any other: a model fits only the features that it was trained on.
     *
     * @return eight hexadecimal digits that change when the features of a few fixed exchanges change
     */
    public static String fingerprint() {
        FeatureExtractor extractor = new FeatureExtractor(1 << 16);
        int hash = Hashing.seed("features");
        for (ExchangeText probe : PROBES) {
            Features features = extractor.extract(probe);
            for (int slot = 0; slot < features.size(); slot++) {
                hash = Hashing.extend(hash, features.id(slot));
                hash = Hashing.extend(hash, Math.round(features.value(slot) * 1e4f));
            }
        }
        return String.format("%08x", Hashing.finish(hash));
    }

    private static final List<ExchangeText> PROBES = List.of(
            new ExchangeText("", "", ""),
            new ExchangeText(
                    "How do I read a file in Java?",
                    "Use `Files.readString(path)`.\n\n```java\nvar text = Files.readString(Path.of(\"a.txt\"));\n```\nShall I add error handling?",
                    "yes please, but it still doesn't compile :(\nerror: cannot find symbol\n  at Main.java:12"),
            new ExchangeText(
                    "Write a toast for my sister's wedding.",
                    "Dear all, … Would you like it shorter?",
                    "Thank you sooo much, she'll LOVE it 😂! No, I asked for 3 lines though…"),
            new ExchangeText("写一首诗", "好的，这是一首诗。", "太长了，不对。谢谢 ошибка धन्यवाद ありがとう"));
}
