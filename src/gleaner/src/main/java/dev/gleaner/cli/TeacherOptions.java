package dev.gleaner.cli;

import dev.gleaner.training.LabelledExchange;
import dev.gleaner.training.TaughtExchange;
import dev.gleaner.training.TaughtFile;
import dev.gleaner.training.UnlabelledFiles;
import dev.gleaner.training.teacher.Endpoint;
import dev.gleaner.training.teacher.Lesson;
import dev.gleaner.training.teacher.Lessons;
import dev.gleaner.training.teacher.Teacher;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Who labels more exchanges, and which. */
final class TeacherOptions {

    /** What keeps the teacher's labels, in the model directory. */
    static final String LABELS = "teacher-labels.jsonl";

    /** After how many exchanges the teacher's progress is told. */
    private static final int PROGRESS_STEP = 25;

    /** Who can label. */
    enum Kind {
        /** A large language model behind an OpenAI-compatible service. */
        llm
    }

    @Option(
            names = "--teacher",
            paramLabel = "llm",
            required = true,
            description = {
                "Have a large language model label unlabelled exchanges, and train on them too; figures are taken on --labels alone.",
                "THE TEXTS ARE SENT to --llm-url. The key is read from the variable OPENAI_API_KEY. Labels are kept in "
                        + LABELS + " in --out, and not asked for again. See docs/training.md."
            })
    private Kind kind = Kind.llm;

    @Option(
            names = "--unlabelled",
            paramLabel = "FILE",
            arity = "1..*",
            required = true,
            description =
                    "Exchanges without labels, one JSON object a line: {\"prompt\", \"response\", \"followup\", \"id\"?, "
                            + "\"source\"?, \"conversation_id\"?, \"language\"?}.")
    private List<Path> unlabelled = List.of();

    @Option(
            names = "--teacher-sample",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many of them to label, drawn by the seed (default: ${DEFAULT-VALUE}).")
    private int sample;

    @Option(
            names = "--llm-url",
            paramLabel = "URL",
            required = true,
            description = "An OpenAI-compatible service: http://localhost:8000/v1.")
    private URI url = URI.create("");

    @Option(
            names = "--llm-model",
            paramLabel = "NAME",
            required = true,
            description = "The model, as the service names it.")
    private String model = "";

    /**
     * Has a sample labelled.
     *
     * @param rubric what is labelled already
     * @param out the model directory
     * @param err is told how it gets on, and what came of it
     * @return what there is to learn from the teacher
     */
    List<TaughtExchange> teach(List<LabelledExchange> rubric, Path out, long seed, PrintWriter err) {
        var exchanges = UnlabelledFiles.read(unlabelled);
        var key = Optional.ofNullable(System.getenv("OPENAI_API_KEY"));
        try (var teacher = new Teacher(Endpoint.of(url, model), key, new SecureRandom())) {
            var lessons = new Lessons(teacher, new TaughtFile(out.resolve(LABELS)), seed, (done, of) -> {
                if (done % PROGRESS_STEP == 0 || done == of) {
                    err.println("Asked the teacher about " + done + " of " + of + " exchanges");
                }
            });
            var lesson = lessons.take(exchanges, sample, rubric);
            tell(lesson, err);
            return lesson.taught();
        }
    }

    private static void tell(Lesson lesson, PrintWriter err) {
        var skipped = lesson.skipped().entrySet().stream()
                .map(reason -> ", " + reason.getValue() + " skipped (" + reason.getKey() + ")")
                .collect(Collectors.joining());
        err.println("Teacher: " + lesson.known() + " known, " + lesson.asked() + " asked, " + lesson.labelled()
                + " labelled" + skipped + ", " + lesson.tokens() + " tokens; "
                + lesson.taught().size() + " exchanges to learn from");
        if (lesson.unasked() > 0) {
            err.println("gleaner: warning: the teacher stopped answering, and was not asked about " + lesson.unasked()
                    + " exchanges; run the command again to ask about them");
        }
    }
}
