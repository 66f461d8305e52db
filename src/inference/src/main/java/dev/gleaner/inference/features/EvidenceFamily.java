package dev.gleaner.inference.features;

/** Pasted evidence: errors, logs, code, quotations. */
final class EvidenceFamily implements FeatureFamily {

    /** Words beside what is pasted, fewer than which say little of their own. */
    private static final int FEW_WORDS = 8;

    @Override
    public String name() {
        return "evidence";
    }

    @Override
    public void collect(Reading reading, FeatureSink sink) {
        Prose prose = reading.prose;
        boolean error = Prose.hasError(reading.followUpText);
        sink.set("log lines " + bucket(prose.logLines()));
        sink.set("pasted lines " + bucket(prose.pastedLines()));
        if (error) {
            sink.set("error");
            sink.set("error with log " + (prose.logLines() > 0));
            sink.set("error after claim " + reading.endShape(ResponseShape.CLAIMS_DONE));
            sink.set("error after request " + reading.endShape(ResponseShape.ASKS_USER_TO_ACT));
            sink.set("error in own words " + reading.cue(Cue.ERROR));
        }
        if (prose.logLines() + prose.pastedLines() > 0 || prose.codeBlock()) {
            pasted(reading, error, sink);
        }
        if (Prose.hasError(reading.promptText)) {
            sink.set("error in prompt, again " + error);
        }
        if (prose.codeBlock()) {
            sink.set("code block");
        }
        quotation(reading, sink);
        sink.endValued(0.3f);
    }

    /** Output that the response asked for is an answer to it, whatever it shows; output that comes unasked is a complaint. */
    private static void pasted(Reading reading, boolean error, FeatureSink sink) {
        String asked = "pasted, asked to act " + reading.endShape(ResponseShape.ASKS_USER_TO_ACT) + " debugging "
                + reading.endShape(ResponseShape.DEBUGS);
        boolean bare = reading.followUp.count() < FEW_WORDS;
        sink.set(asked);
        sink.set(asked + " error " + error);
        sink.set(asked + " bare " + bare);
        sink.set("pasted, claimed " + reading.endShape(ResponseShape.CLAIMS_DONE) + " bare " + bare);
    }

    /** Users quote what they object to. */
    private static void quotation(Reading reading, FeatureSink sink) {
        String text = reading.followUpText;
        int open = text.indexOf('"');
        int close = open < 0 ? -1 : text.indexOf('"', open + 1);
        if (close - open > 3) {
            sink.set("quotes the response " + reading.responseText.contains(text.substring(open + 1, close)));
        }
    }

    private static int bucket(int lines) {
        return lines < 3 ? lines : lines < 8 ? 3 : 4;
    }
}
