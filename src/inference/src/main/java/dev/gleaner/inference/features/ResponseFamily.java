package dev.gleaner.inference.features;

/** What the response does: asks, offers, claims to be done, refuses, apologises; and how it is built. */
final class ResponseFamily implements FeatureFamily {

    @Override
    public String name() {
        return "response";
    }

    @Override
    public void collect(Reading reading, FeatureSink sink) {
        for (ResponseShape shape : ResponseShape.values()) {
            if (Lexicon.has(reading.shapes, shape)) {
                sink.set("any " + shape.name());
            }
            if (reading.endShape(shape)) {
                sink.set("end " + shape.name());
            }
        }
        if (reading.responseAsks) {
            sink.set("asks");
        }
        if (reading.responseEndsAsking) {
            sink.set("ends asking");
        }
        String text = reading.responseText;
        setIf(text.contains("```"), "code block", sink);
        setIf(text.contains("**"), "bold", sink);
        setIf(text.contains("\n- ") || text.contains("\n* ") || text.contains("\n1."), "list", sink);
        setIf(text.contains("\n#"), "headings", sink);
        setIf(text.contains("[tool"), "tool", sink);
        sink.endValued(0.25f);
    }

    private static void setIf(boolean seen, String feature, FeatureSink sink) {
        if (seen) {
            sink.set(feature);
        }
    }
}
