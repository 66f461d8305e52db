package dev.gleaner.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.bench.model.Script;
import dev.gleaner.bench.model.ScriptedModel;
import dev.gleaner.conversations.Replay;
import dev.gleaner.dev.Batch;
import dev.gleaner.dev.DevSession;
import dev.gleaner.dev.Sample;
import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.inference.ModelSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From conversations to pairs that a model helped to build, over HTTP to a made-up model that is at its worst now and then. */
class GenerationJourneyIT {

    @Test
    void shouldWaitForOpenRequestsAndCountWhatCameOfThem(@TempDir Path folder) throws Exception {
        var pairs = new ArrayList<String>();
        try (var model = ScriptedModel.start(0, Script.of(0.1, Duration.ofMillis(20), 3));
                var classifier = FeedbackModel.bundled(ModelSettings.standard());
                var conversations = Sample.open();
                var session = DevSession.start(folder, 0, 0, "gleaner/test", classifier, llm(model))) {

            var summary =
                    new Batch(session).run(conversations, new Replay(8, 0), pairs::add, verdict -> {}, turns -> {});

            assertThat(summary.requests()).isPositive();
            assertThat(summary.results() + summary.deadLetters().getOrDefault("GENERATION_FAILED", 0L))
                    .isEqualTo(summary.requests());
            assertThat(summary.pairs()).containsKeys("EXPERT", "ON_POLICY");
            assertThat(summary.tokens()).containsOnlyKeys("large", "small");
            assertThat(pairs).hasSize((int)
                    summary.pairs().values().stream().mapToLong(Long::longValue).sum());
        }
    }

    private static Map<String, String> llm(ScriptedModel model) {
        return Map.of(
                "llm.url", model.url().toString(),
                "llm.models.expert", "large",
                "llm.models.policy", "small",
                "llm.models.judge", "large");
    }
}
