package dev.gleaner.training.checklist;

import dev.gleaner.recipes.ask.LanguageModel;
import dev.gleaner.recipes.ask.Question;
import dev.gleaner.recipes.ask.Reply;
import dev.gleaner.recipes.ask.Tokens;

/** A model whose answers are counted, whoever asks. */
final class Meter implements LanguageModel {

    private final LanguageModel model;
    private Tokens spent = Tokens.NONE;
    private Tokens claimed = Tokens.NONE;

    Meter(LanguageModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public Reply ask(Question question) throws InterruptedException {
        Reply reply = model.ask(question);
        spend(reply.tokens());
        return reply;
    }

    private synchronized void spend(Tokens tokens) {
        spent = spent.plus(tokens);
    }

    /** All that it cost so far. */
    synchronized Tokens spent() {
        return spent;
    }

    /** What it cost since this was last asked: whoever writes costs down writes each once. */
    synchronized Tokens claim() {
        Tokens unclaimed = new Tokens(spent.read() - claimed.read(), spent.written() - claimed.written());
        claimed = spent;
        return unclaimed;
    }
}
