package dev.gleaner.training.teacher;

import dev.gleaner.topology.classify.ExchangeText;
import dev.gleaner.training.LabelledExchange;
import dev.gleaner.training.LabelledExchange.Origin;
import dev.gleaner.training.TaughtExchange;
import dev.gleaner.training.TaughtFile;
import dev.gleaner.training.UnlabelledExchange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Has a sample of unlabelled exchanges labelled by a teacher. Each label is kept in a file, and never asked for again. */
public final class Lessons {

    /** A teacher that fails this often in a row has gone away. */
    private static final int STOP_AFTER = 5;

    private final Teacher teacher;
    private final TaughtFile file;
    private final long seed;
    private final TeacherListener listener;

    /**
     * @param teacher to ask
     * @param file keeps the labels
     * @param seed decides the sample
     * @param listener is told how it gets on
     */
    public Lessons(Teacher teacher, TaughtFile file, long seed, TeacherListener listener) {
        this.teacher = teacher;
        this.file = file;
        this.seed = seed;
        this.listener = listener;
    }

    /**
     * Asks the teacher.
     *
     * @param unlabelled to draw from; the larger of two samples holds the smaller one
     * @param size of the sample
     * @param rubric exchanges that are labelled already: they are not asked about
     * @return what there is to learn now
     */
    public Lesson take(List<UnlabelledExchange> unlabelled, int size, List<LabelledExchange> rubric) {
        Set<ExchangeText> labelled = rubric.stream().map(LabelledExchange::text).collect(Collectors.toSet());
        Set<String> known = file.read().stream().map(TaughtExchange::id).collect(Collectors.toSet());
        List<UnlabelledExchange> sample = sample(unlabelled, size, labelled);
        List<UnlabelledExchange> questions = sample.stream()
                .filter(exchange -> !known.contains(exchange.id()))
                .toList();
        Tally tally = ask(questions);
        return new Lesson(
                file.read(),
                sample.size() - questions.size(),
                tally.asked,
                tally.labelled,
                tally.skipped,
                questions.size() - tally.asked,
                tally.tokens);
    }

    private List<UnlabelledExchange> sample(List<UnlabelledExchange> unlabelled, int size, Set<ExchangeText> labelled) {
        Map<String, UnlabelledExchange> byId = new TreeMap<>();
        unlabelled.stream()
                .filter(exchange -> !labelled.contains(exchange.text()))
                .forEach(exchange -> byId.putIfAbsent(exchange.id(), exchange));
        List<UnlabelledExchange> order = new ArrayList<>(byId.values());
        Collections.shuffle(order, new Random(seed));
        return order.subList(0, Math.min(size, order.size()));
    }

    private Tally ask(List<UnlabelledExchange> questions) {
        Tally tally = new Tally();
        for (UnlabelledExchange question : questions) {
            if (tally.failuresInARow == STOP_AFTER) {
                break;
            }
            Teacher.Reply reply = teacher.ask(question.text());
            if (reply.answer() instanceof Answer.Label label) {
                file.append(question, labelled(question, label), label.confidence(), teacher.name());
            }
            tally.count(reply);
            listener.asked(tally.asked, questions.size());
        }
        return tally;
    }

    private static LabelledExchange labelled(UnlabelledExchange question, Answer.Label label) {
        return new LabelledExchange(
                question.text(),
                label.bound(),
                label.categories(),
                Origin.REAL,
                question.source().or(question::conversation).orElse(question.id()),
                question.language().orElse(LabelledExchange.UNKNOWN_LANGUAGE));
    }

    /** What is counted while the teacher is asked. */
    private static final class Tally {

        private final Map<SkipReason, Integer> skipped = new EnumMap<>(SkipReason.class);
        private int asked;
        private int labelled;
        private long tokens;
        private int failuresInARow;

        void count(Teacher.Reply reply) {
            asked++;
            tokens += reply.tokens();
            if (reply.answer() instanceof Answer.Skip skip) {
                skipped.merge(skip.reason(), 1, Integer::sum);
                failuresInARow = skip.reason().mayPass() ? failuresInARow + 1 : 0;
            } else {
                labelled++;
                failuresInARow = 0;
            }
        }
    }
}
