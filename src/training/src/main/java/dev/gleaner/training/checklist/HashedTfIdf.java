package dev.gleaner.training.checklist;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Words weighed by how rare they are, hashed into few dimensions with a sign each, so that words that fall together cancel out on average
 * (Weinberger et al., Feature Hashing for Large Scale Multitask Learning, ICML 2009). Needs no model and no network; knows words, not
 * meanings.
 */
public final class HashedTfIdf implements Embedder {

    private static final int DIMENSIONS = 512;

    /** A run of letters and digits; of scripts that put no blanks between words, one character. */
    private static final Pattern WORD =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]|[\\p{L}\\p{M}\\p{N}]+");

    /** Knows nothing before it sees the texts. */
    public HashedTfIdf() {}

    @Override
    public String name() {
        return "hashed TF-IDF";
    }

    @Override
    public List<double[]> embed(List<String> texts) {
        List<Map<String, Integer>> counts =
                texts.stream().map(HashedTfIdf::count).toList();
        Map<String, Integer> textsWith = new HashMap<>();
        counts.forEach(text -> text.keySet().forEach(word -> textsWith.merge(word, 1, Integer::sum)));
        return counts.stream()
                .map(text -> vector(text, textsWith, texts.size()))
                .toList();
    }

    private static Map<String, Integer> count(String text) {
        Map<String, Integer> counts = new TreeMap<>();
        WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .forEach(word -> counts.merge(word.group(), 1, Integer::sum));
        return counts;
    }

    private static double[] vector(Map<String, Integer> counts, Map<String, Integer> textsWith, int texts) {
        double[] vector = new double[DIMENSIONS];
        counts.forEach((word, count) -> {
            double rarity = StrictMath.log((1.0 + texts) / (1 + textsWith.getOrDefault(word, 0))) + 1;
            int hash = mixed(word.hashCode());
            vector[hash >>> 1 & DIMENSIONS - 1] += ((hash & 1) == 0 ? 1 : -1) * (1 + StrictMath.log(count)) * rarity;
        });
        return vector;
    }

    /** The finish of MurmurHash3: the low bits of a string's own hash say little. */
    private static int mixed(int hash) {
        int h = hash;
        h ^= h >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
