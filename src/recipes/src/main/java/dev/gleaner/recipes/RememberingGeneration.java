package dev.gleaner.recipes;

import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pays once for a request that is delivered again, as long as it is among the last ones of this process. */
public final class RememberingGeneration implements Generation {

    private final Generation next;
    private final Map<String, GenerationResult> results;

    /**
     * @param next generates
     * @param size results that are remembered; they hold user text, in memory only
     */
    public RememberingGeneration(Generation next, int size) {
        this.next = next;
        this.results = Collections.synchronizedMap(new Latest(size));
    }

    @Override
    public GenerationResult generate(GenerationRequest request) throws InterruptedException {
        GenerationResult known = results.get(request.getRequestId());
        if (known != null) {
            return known;
        }
        GenerationResult result = next.generate(request);
        results.put(request.getRequestId(), result);
        return result;
    }

    /** The last results that somebody wanted. */
    private static final class Latest extends LinkedHashMap<String, GenerationResult> {

        private static final long serialVersionUID = 1;
        private final int size;

        Latest(int size) {
            super(16, 0.75f, true);
            this.size = size;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, GenerationResult> eldest) {
            return size() > size;
        }
    }
}
