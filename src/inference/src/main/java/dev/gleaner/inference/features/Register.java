package dev.gleaner.inference.features;

/**
 * The kind of talk, as far as the text tells. People judge code by what it does ("still 404") and prose by how it reads, so each feature
 * has a weight of its own in each register.
 */
enum Register {
    GENERAL,
    CODING;

    private static final int ENOUGH = 3;

    static Register of(Reading reading) {
        int evidence = 0;
        evidence += Lexicon.has(reading.shapes, ResponseShape.CODES) ? 1 : 0;
        evidence += reading.responseText.contains("```") || reading.responseText.contains("[tool") ? 2 : 0;
        evidence +=
                reading.prose.codeBlock() || reading.prose.pastedLines() > 0 || reading.prose.logLines() > 0 ? 2 : 0;
        evidence += references(reading.response) + references(reading.followUp) + references(reading.prompt);
        return evidence >= ENOUGH ? CODING : GENERAL;
    }

    private static int references(Tokens tokens) {
        int seen = 0;
        for (int token = 0; token < tokens.count() && seen < 3; token++) {
            boolean reference = tokens.is(token, Tokenizer.CODE)
                    || tokens.is(token, Tokenizer.PATH)
                    || tokens.is(token, Tokenizer.NAME)
                    || tokens.is(token, Tokenizer.AT);
            seen += reference ? 1 : 0;
        }
        return seen;
    }
}
