package dev.gleaner.training.checklist;

import dev.gleaner.recipes.ask.Tokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Has two models answer the same prompts, and a judge compare the answers with and without the checklist. Every answer and judgement is
 * kept in a file at once and never asked for again, so a run that was stopped goes on, and a second run costs nothing.
 */
public final class Contest {

    /** What the models answered, in the folder of the evaluation. */
    public static final String ANSWERS = "answers.jsonl";

    /** What the judge said, in the folder of the evaluation. */
    public static final String JUDGEMENTS = "judgements.jsonl";

    private final Endurance endurance = new Endurance();
    private final Contestant a;
    private final Contestant b;
    private final Jury jury;
    private final List<Meter> meters;
    private final ContestListener listener;
    private int done;

    /**
     * Prepares a contest; nothing is asked yet.
     *
     * @param folder keeps what is asked and answered; it is there
     * @param listener is told how it gets on
     * @throws IllegalArgumentException if what the folder keeps cannot be read
     */
    public Contest(Contestants contestants, Path folder, ContestListener listener) {
        Journal<Contestant.AnswerLine> answers = Journal.open(folder.resolve(ANSWERS), Contestant.AnswerLine.class);
        Meter meterOfA = new Meter(contestants.a());
        Meter meterOfB = new Meter(contestants.b());
        Meter meterOfJudge = new Meter(contestants.judge());
        this.a = new Contestant(meterOfA, answers, endurance);
        this.b = new Contestant(meterOfB, answers, endurance);
        this.jury = new Jury(
                contestants.recipe().apply(meterOfJudge),
                meterOfJudge,
                Journal.open(folder.resolve(JUDGEMENTS), Jury.JudgementLine.class),
                endurance);
        this.meters = List.of(meterOfA, meterOfB, meterOfJudge);
        this.listener = listener;
    }

    /**
     * Runs it. A model whose service fails again and again counts as gone: no more is asked, and the outcomes that are not final say so.
     *
     * @param atATime how many items are under way at a time
     * @return in the order of the items
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public List<Outcome> run(List<ChecklistItem> items, int atATime) throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(atATime);
        try {
            List<Future<Outcome>> outcomes = items.stream()
                    .map(item -> workers.submit(() -> outcome(item, items.size())))
                    .toList();
            List<Outcome> all = new ArrayList<>(items.size());
            for (Future<Outcome> outcome : outcomes) {
                all.add(get(outcome));
            }
            return all;
        } finally {
            workers.shutdownNow();
        }
    }

    /** What a worker throws is said here, as it is: it is a sentence for the person who can mend it. */
    private static Outcome get(Future<Outcome> outcome) throws InterruptedException {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("An item could not be asked about", e);
        }
    }

    private Outcome outcome(ChecklistItem item, int of) throws InterruptedException {
        ModelAnswer ofA = a.answer(item);
        ModelAnswer ofB = b.answer(item);
        Outcome outcome = new Outcome(
                item, ofA, ofB, jury.rule(item, ofA, ofB, item.checklist()), jury.rule(item, ofA, ofB, List.of()));
        tell(of);
        return outcome;
    }

    private synchronized void tell(int of) {
        listener.itemDone(++done, of, meters.stream().map(Meter::spent).reduce(Tokens.NONE, Tokens::plus));
    }
}
