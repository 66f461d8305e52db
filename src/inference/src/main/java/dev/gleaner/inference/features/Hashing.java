package dev.gleaner.inference.features;

/**
 * The hash behind the feature ids: FNV-1a over UTF-16 units, which can be extended a character at a time, and the finaliser of
 * MurmurHash3 to spread its bits. Part of the model's contract: another hash needs another training.
 */
final class Hashing {

    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private Hashing() {}

    static int seed(String name) {
        return extend(FNV_OFFSET, name);
    }

    static int extend(int hash, char unit) {
        return (hash ^ unit) * FNV_PRIME;
    }

    static int extend(int hash, int value) {
        return extend(extend(hash, (char) value), (char) (value >>> 16));
    }

    static int extend(int hash, CharSequence text) {
        int h = hash;
        for (int i = 0; i < text.length(); i++) {
            h = extend(h, text.charAt(i));
        }
        return h;
    }

    static int extend(int hash, char[] units, int from, int to) {
        int h = hash;
        for (int i = from; i < to; i++) {
            h = extend(h, units[i]);
        }
        return h;
    }

    static int finish(int hash) {
        int h = hash;
        h ^= h >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
