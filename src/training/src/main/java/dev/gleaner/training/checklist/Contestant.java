package dev.gleaner.training.checklist;

import dev.gleaner.recipes.ask.LanguageModel;
import dev.gleaner.recipes.ask.Question;
import dev.gleaner.recipes.ask.Reply;
import dev.gleaner.recipes.ask.Tokens;
import dev.gleaner.recipes.ask.UnansweredException;
import java.util.List;
import java.util.Optional;

/** A model that is evaluated. It is asked the bare prompt, once. */
final class Contestant {

    /** The likeliest answer, so that a second run would say the same, as far as the service can. */
    private static final double TEMPERATURE = 0;

    private static final int ID_BYTES = 16;

    private final LanguageModel model;
    private final Journal<AnswerLine> journal;
    private final Endurance endurance;

    Contestant(LanguageModel model, Journal<AnswerLine> journal, Endurance endurance) {
        this.model = model;
        this.journal = journal;
        this.endurance = endurance;
    }

    /**
     * An answer as a line.
     *
     * @param pairId whose prompt was asked
     * @param answer nothing where the model declined, or was not asked
     * @param rejected whether the service does not take the prompt
     * @param read tokens of the question
     * @param written tokens of the answer
     */
    record AnswerLine(
            String id, String model, String pairId, Optional<String> answer, boolean rejected, long read, long written)
            implements Journal.Line {

        ModelAnswer answered() {
            Tokens tokens = new Tokens(read, written);
            if (rejected) {
                return new ModelAnswer.Missing(true);
            }
            return answer.<ModelAnswer>map(text -> new ModelAnswer.Given(text, tokens))
                    .orElseGet(() -> new ModelAnswer.Declined(tokens));
        }
    }

    /** Answers, from the journal if it can. */
    ModelAnswer answer(ChecklistItem item) throws InterruptedException {
        String id = Fingerprint.of(ID_BYTES, List.of(model.name(), words(item)));
        Optional<AnswerLine> known = journal.find(id);
        if (known.isPresent()) {
            return known.get().answered();
        }
        return endurance.isOver() ? new ModelAnswer.Missing(false) : ask(id, item);
    }

    private ModelAnswer ask(String id, ChecklistItem item) throws InterruptedException {
        try {
            Reply reply = model.ask(new Question("", item.prompt(), Optional.empty(), TEMPERATURE));
            endurance.answered(model.name());
            return written(id, item, reply.content().filter(text -> !text.isBlank()), false, reply.tokens());
        } catch (UnansweredException e) {
            if (e.reason() == UnansweredException.Cause.REJECTED) {
                return written(id, item, Optional.empty(), true, Tokens.NONE);
            }
            endurance.failed(model.name());
            return new ModelAnswer.Missing(false);
        }
    }

    private ModelAnswer written(
            String id, ChecklistItem item, Optional<String> answer, boolean rejected, Tokens tokens) {
        AnswerLine line =
                new AnswerLine(id, model.name(), item.pairId(), answer, rejected, tokens.read(), tokens.written());
        return journal.add(line).answered();
    }

    private static List<List<String>> words(ChecklistItem item) {
        return item.prompt().stream()
                .map(message -> List.of(message.getRole().name(), message.getContent()))
                .toList();
    }
}
