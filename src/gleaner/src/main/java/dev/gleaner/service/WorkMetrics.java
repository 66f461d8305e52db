package dev.gleaner.service;

import dev.gleaner.recipes.ask.AskListener;
import dev.gleaner.recipes.ask.Budget;
import dev.gleaner.recipes.ask.Tokens;
import dev.gleaner.recipes.work.WorkListener;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.topology.deadletter.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the worker does, in numbers. Tags are from closed sets: models, reasons, outcomes. */
final class WorkMetrics implements WorkListener, AskListener {

    private final MeterRegistry meters;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<String, AtomicInteger> away = new ConcurrentHashMap<>();

    WorkMetrics(MeterRegistry meters) {
        this.meters = meters;
        meters.gauge("gleaner.work.under.way", underWay);
    }

    /**
     * Shows what is left of a budget.
     *
     * @param perDay tokens; 0 for no limit, which shows nothing
     */
    void show(Budget budget, long perDay) {
        if (perDay > 0) {
            meters.gauge("gleaner.llm.budget.left", budget, today -> Math.max(0, perDay - today.spentToday()));
        }
    }

    @Override
    public void began() {
        underWay.incrementAndGet();
        count("gleaner.work.requests", Tags.empty(), 1);
    }

    @Override
    public void answered(GenerationResult result, Duration took) {
        underWay.decrementAndGet();
        meters.timer("gleaner.work.time").record(took);
        count("gleaner.work.results", Tags.of("outcome", result.getPairs().isEmpty() ? "NO_PAIRS" : "PAIRS"), 1);
        result.getPairs()
                .forEach(pair -> count(
                        "gleaner.work.pairs", Tags.of("method", pair.getMethod().name()), 1));
        result.getDrops()
                .forEach(drop -> count(
                        "gleaner.work.dropped",
                        Tags.of("reason", drop.getReason().name()),
                        1));
    }

    @Override
    public void buried(Reason reason) {
        underWay.decrementAndGet();
        count("gleaner.work.dead.letters", Tags.of("reason", reason.name()), 1);
    }

    @Override
    public void putBack() {
        underWay.decrementAndGet();
        count("gleaner.work.put.back", Tags.empty(), 1);
    }

    @Override
    public void labelled(FeedbackVerdict verdict, Duration took) {
        underWay.decrementAndGet();
        meters.timer("gleaner.work.time").record(took);
        count("gleaner.work.labels", Tags.of("polarity", verdict.getPolarity().name()), 1);
    }

    @Override
    public void leftUnasked() {
        underWay.decrementAndGet();
        count("gleaner.work.unasked", Tags.empty(), 1);
    }

    @Override
    public void asked(String model, Outcome outcome, Tokens tokens, Duration latency) {
        away(model).set(isAway(outcome) ? 1 : 0);
        if (outcome == Outcome.HELD_BACK) {
            count("gleaner.llm.held.back", Tags.of("model", model), 1);
            return;
        }
        meters.timer("gleaner.llm.requests", Tags.of("model", model, "outcome", outcome.name()))
                .record(latency);
        count("gleaner.llm.tokens", Tags.of("model", model, "direction", "read"), tokens.read());
        count("gleaner.llm.tokens", Tags.of("model", model, "direction", "written"), tokens.written());
    }

    /** The circuit breaker, as far as it shows: questions are held back while it is open. */
    private AtomicInteger away(String model) {
        return away.computeIfAbsent(model, name -> {
            var shown = new AtomicInteger();
            meters.gauge("gleaner.llm.away", Tags.of("model", name), shown);
            return shown;
        });
    }

    private static boolean isAway(Outcome outcome) {
        return switch (outcome) {
            case HELD_BACK, UNREACHABLE, TIMED_OUT, FAILED -> true;
            case ANSWERED, DECLINED, REJECTED, REFUSED, BUSY -> false;
        };
    }

    private void count(String name, Tags tags, long amount) {
        meters.counter(name, tags).increment(amount);
    }
}
