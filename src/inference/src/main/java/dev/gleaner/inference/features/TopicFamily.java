package dev.gleaner.inference.features;

/**
 * What the follow-up speaks of. Words that the user had said and the response left out are a reminder; words of the response are talk
 * about it; words of neither are a new topic; and a new topic after a question is a question left unanswered.
 */
final class TopicFamily implements FeatureFamily {

    private static final int LAST_WORDS = 30;
    private static final int STEPS = 4;

    @Override
    public String name() {
        return "topic";
    }

    @Override
    public void collect(Reading reading, FeatureSink sink) {
        DistinctHashes said = ContentWords.of(reading.followUp);
        DistinctHashes asked = ContentWords.of(reading.prompt);
        DistinctHashes answered = ContentWords.of(reading.response);
        int count = reading.response.count();
        DistinctHashes end = ContentWords.of(reading.response, Math.max(0, count - LAST_WORDS), count);

        String reminder = step(said.inOneNotOther(asked, answered), said.count());
        String comment = step(said.inOneNotOther(answered, asked), said.count());
        String again = step(asked.sharedWith(said), asked.count());
        String of = step(said.sharedWith(asked), said.count());
        String fresh =
                step(said.count() - said.sharedWith(answered) - said.inOneNotOther(asked, answered), said.count());
        String answer = step(said.sharedWith(end), said.count());
        sink.set("reminder " + reminder);
        sink.set("comment " + comment);
        sink.set("fresh " + fresh);
        sink.set("again " + again + " of " + of);
        String mood = mood(reading);
        sink.set("reminder " + reminder + mood);
        sink.set("comment " + comment + mood);
        sink.set("fresh " + fresh + mood);
        sink.set("again " + again + mood);
        sink.set("asked " + reading.responseEndsAsking + " answer " + answer + mood);
        sink.set("asked " + reading.responseEndsAsking + " fresh " + fresh + mood);
        numbers(reading, sink);
        sink.endValued(0.3f);
    }

    private static String mood(Reading reading) {
        String text = reading.followUpText;
        boolean asks = text.indexOf('?') >= 0 || text.indexOf('？') >= 0 || text.indexOf('؟') >= 0;
        int words = reading.followUp.count();
        return (asks ? " asking " : " saying ") + (words <= 8 ? "short" : words <= 25 ? "medium" : "long");
    }

    /** Numbers that the response had are quoted from it; other numbers correct it, or are new. */
    private static void numbers(Reading reading, FeatureSink sink) {
        int quoted = 0;
        int fresh = 0;
        String text = reading.followUpText;
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && Character.isDigit(text.charAt(end))) {
                end++;
            }
            if (end > at) {
                boolean known = reading.responseText.contains(text.substring(at, end));
                quoted += known ? 1 : 0;
                fresh += known ? 0 : 1;
            }
            at = end + 1;
        }
        sink.set("numbers quoted " + Math.min(3, quoted) + " fresh " + Math.min(3, fresh));
    }

    /** None, or a quarter of the whole. */
    private static String step(int part, int whole) {
        return whole == 0 ? "-" : part == 0 ? "0" : String.valueOf(1 + Math.min(STEPS - 1, part * STEPS / whole));
    }
}
