package dev.gleaner.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.LabelRequest;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.ResponseSignal;
import dev.gleaner.schema.serde.StateSerde;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.TopologyDescription;
import org.approvaltests.Approvals;
import org.approvaltests.core.Options;
import org.approvaltests.namer.NamerWrapper;
import org.junit.jupiter.api.Test;

/**
 * The shape of the harvest is a contract with its own state: stores and tasks are found again by these names. A change shows here,
 * and in review as a change of topology/harvest.approved.txt or topology/harvest-batched.approved.txt.
 */
class TopologyDescriptionTest {

    private final TopologyDescription harvest = HarvestTopology.build(
                    HarvestConfig.withDefaults("gleaner/test"),
                    new HarvestSerdes(
                            StateSerde.of(ConversationTurn.class).deserializer(),
                            StateSerde.of(ResponseSignal.class).deserializer(),
                            StateSerde.of(FeedbackVerdict.class).serializer(),
                            StateSerde.of(PreferencePair.class).serializer(),
                            StateSerde.of(LabelRequest.class).serializer(),
                            StateSerde.of(GenerationRequest.class).serializer(),
                            StateSerde.of(GenerationResult.class).deserializer(),
                            StateSerde.of(FeedbackVerdict.class).deserializer()),
                    new ScriptedClassifier())
            .describe();

    @Test
    void shouldHaveTheApprovedShape() {
        Approvals.verify(harvest, new Options().forFile().withNamer(new NamerWrapper(() -> "harvest", () -> "./")));
    }

    @Test
    void shouldBeDrawnInTheReadme() throws IOException {
        var readme = Files.readString(Path.of("../README.md"));
        var arrows = harvest.subtopologies().stream()
                .flatMap(subtopology -> subtopology.nodes().stream())
                .flatMap(node ->
                        node.successors().stream().map(next -> "  " + node.name() + " --> " + next.name() + "\n"))
                .toList();

        assertThat(arrows).isNotEmpty().allSatisfy(arrow -> assertThat(readme).contains(arrow));
    }
}
