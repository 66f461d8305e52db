package dev.gleaner.inference.features;

import dev.gleaner.topology.classify.ExchangeText;

/** An exchange, read once: its texts as tokens, and the signs found in them. What the families share. */
final class Reading {

    private static final Lexicon<Cue> CUES = Lexicon.load("cues.txt", Cue.class);
    private static final Lexicon<ResponseShape> SHAPES = Lexicon.load("response-shapes.txt", ResponseShape.class);

    /** How many tokens count as the end of a response: its last question, offer or claim. */
    private static final int RESPONSE_END = 80;

    /** How many tokens a negation reaches. */
    private static final int NEGATION_REACH = 4;

    final String followUpText;
    final String responseText;
    final String promptText;
    final Prose prose;
    final Tokens followUp;
    final Tokens response;
    final Tokens prompt;

    /** {@link Cue} bits of the phrases that start at each token of the follow-up. */
    final long[] cuesAt;

    /** {@link Cue} bits of the follow-up: anywhere, at its first word, in its first and last sentence, within a negation's reach. */
    final long cues;

    final long openingCues;
    final long headCues;
    final long tailCues;
    final long negatedCues;

    /** {@link Cue} bits of the prompt turn: a user who complained before is likely to complain again. */
    final long promptCues;

    /** {@link ResponseShape} bits: anywhere, and at the end. */
    final long shapes;

    final long endShapes;
    final boolean responseEndsAsking;
    final boolean responseAsks;

    /** Per token of the follow-up, whether it stands within a negation's reach. */
    final boolean[] negated;

    Reading(ExchangeText exchange) {
        followUpText = Excerpt.head(exchange.followUp(), Excerpt.FOLLOW_UP);
        responseText = Excerpt.headAndTail(exchange.response(), Excerpt.RESPONSE);
        promptText = Excerpt.head(exchange.prompt(), Excerpt.PROMPT);
        prose = Prose.of(followUpText);
        followUp = Tokenizer.read(prose.text());
        response = Tokenizer.read(responseText);
        prompt = Tokenizer.read(Prose.of(promptText).text());

        long[] at = new long[followUp.count()];
        for (int token = 0; token < at.length; token++) {
            at[token] = CUES.at(followUp, token);
        }
        cuesAt = at;
        negated = negationScope(at);
        cues = union(at, 0, at.length);
        openingCues = union(at, firstWord(), Math.min(firstWord() + 1, at.length));
        headCues = union(at, 0, followUp.sentenceStart(1));
        tailCues = union(at, followUp.lastSentenceStart(), at.length);
        negatedCues = negatedUnion(at);
        promptCues = CUES.within(prompt, 0, prompt.count());
        long[] shapeAt = new long[response.count()];
        for (int token = 0; token < shapeAt.length; token++) {
            shapeAt[token] = SHAPES.at(response, token);
        }
        shapes = union(shapeAt, 0, shapeAt.length);
        endShapes = union(shapeAt, Math.max(0, shapeAt.length - RESPONSE_END), shapeAt.length);
        responseAsks = responseText.indexOf('?') >= 0 || responseText.indexOf('？') >= 0;
        responseEndsAsking = endsAsking(responseText.stripTrailing());
    }

    private static boolean endsAsking(String text) {
        return text.endsWith("?") || text.endsWith("？") || text.endsWith("؟");
    }

    private static long union(long[] at, int from, int to) {
        long all = 0;
        for (int i = Math.max(0, from); i < to; i++) {
            all |= at[i];
        }
        return all;
    }

    private long negatedUnion(long[] at) {
        long all = 0;
        for (int i = 0; i < at.length; i++) {
            all |= negated[i] ? at[i] : 0;
        }
        return all;
    }

    private boolean[] negationScope(long[] at) {
        boolean[] scope = new boolean[at.length];
        int reach = 0;
        for (int token = 0; token < at.length; token++) {
            if (!followUp.startsWithLetter(token)) {
                reach = 0;
            }
            scope[token] = reach > 0;
            reach = Lexicon.has(at[token], Cue.NEGATION) ? NEGATION_REACH : Math.max(0, reach - 1);
        }
        return scope;
    }

    /** The first token that is a word; for a follow-up of marks only, its first token. */
    int firstWord() {
        for (int token = 0; token < followUp.count(); token++) {
            if (followUp.startsWithLetter(token)) {
                return token;
            }
        }
        return 0;
    }

    boolean cue(Cue cue) {
        return Lexicon.has(cues, cue);
    }

    boolean endShape(ResponseShape shape) {
        return Lexicon.has(endShapes, shape);
    }
}
