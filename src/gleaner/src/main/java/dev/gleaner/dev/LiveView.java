package dev.gleaner.dev;

import dev.gleaner.schema.PreferencePair;
import dev.gleaner.topology.metrics.HarvestCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a session looks like at one moment: a page of lines for a terminal, or one line for a log. */
public final class LiveView implements AutoCloseable {

    private static final int PAIRS = 6;
    private static final int CATEGORIES = 6;
    private static final int LABEL = 14;

    private final DevSession session;
    private final Tally tally = new Tally();
    private final List<Thread> watchers;
    private volatile boolean open = true;

    /**
     * Begins to watch a session.
     *
     * @param session stays open
     */
    public LiveView(DevSession session) {
        this.session = session;
        this.watchers = session.published().follow(tally, () -> open);
    }

    /**
     * The page.
     *
     * @param columns width of the terminal
     */
    public List<String> page(int columns) throws InterruptedException {
        var page = new ArrayList<String>();
        page.add("Gleaner dev: conversation turns in, preference pairs out. Ctrl-C stops it.");
        page.add("");
        page.add(row("broker", session.bootstrapServers()));
        page.add(row("registry", session.registryUrl()));
        page.add(row("metrics", session.metricsUrl()));
        page.add(row("state", session.service().health().state()));
        page.add("");
        page.add(row("turns in", counts(session.service().counts(HarvestCounter.TURNS))));
        page.add(row("feedback", counts(tally.feedback())));
        page.add(row("categories", categories()));
        page.add(row("pairs out", counts(tally.pairs())));
        page.add(row("dropped", counts(session.service().counts(HarvestCounter.PAIRS_DROPPED))));
        page.add(row("dead letters", counts(tally.deadLetters())));
        page.add("");
        page.addAll(sideBySide(tally.lastPairs(), columns));
        return page.stream().map(line -> Columns.cut(line, columns)).toList();
    }

    /** The line. */
    public String line() {
        return "turns %s | feedback %s | pairs %s | dropped %s | dead letters %s"
                .formatted(
                        counts(session.service().counts(HarvestCounter.TURNS)),
                        counts(tally.feedback()),
                        counts(tally.pairs()),
                        counts(session.service().counts(HarvestCounter.PAIRS_DROPPED)),
                        counts(tally.deadLetters()));
    }

    private static String row(String label, String text) {
        return label + " ".repeat(LABEL - label.length()) + text;
    }

    private static String counts(Map<String, Long> counts) {
        var total = counts.values().stream().mapToLong(Long::longValue).sum();
        var parts = counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return parts.isEmpty() ? "0" : total + " (" + parts + ")";
    }

    private String categories() {
        return tally.categories().stream()
                .limit(CATEGORIES)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    static List<String> sideBySide(List<PreferencePair> pairs, int columns) {
        var half = Math.max(10, (columns - 3) / 2);
        var lines = new ArrayList<String>();
        if (!pairs.isEmpty()) {
            lines.add(Columns.fill("chosen", half) + " | " + Columns.fill("rejected", half));
            lines.add("-".repeat(half) + "-+-" + "-".repeat(half));
        }
        pairs.stream()
                .limit(PAIRS)
                .map(pair -> Columns.fill(pair.getChosen().getContent(), half) + " | "
                        + Columns.fill(pair.getRejected().getContent(), half))
                .forEach(lines::add);
        return lines;
    }

    @Override
    public void close() throws InterruptedException {
        open = false;
        for (var watcher : watchers) {
            watcher.join();
        }
    }
}
