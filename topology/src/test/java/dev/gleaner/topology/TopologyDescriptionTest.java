package dev.gleaner.topology;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.ResponseSignal;
import dev.gleaner.schema.serde.StateSerde;
import org.approvaltests.Approvals;
import org.approvaltests.core.Options;
import org.approvaltests.namer.NamerWrapper;
import org.junit.jupiter.api.Test;

/**
 * The shape of the harvest is a contract with its own state: stores and tasks are found again by these names. A change shows here,
 * and in review as a change of topology/harvest.approved.txt.
 */
class TopologyDescriptionTest {

    @Test
    void shouldHaveTheApprovedShape() {
        var serdes = new HarvestSerdes(
                StateSerde.of(ConversationTurn.class).deserializer(),
                StateSerde.of(ResponseSignal.class).deserializer(),
                StateSerde.of(FeedbackVerdict.class).serializer(),
                StateSerde.of(PreferencePair.class).serializer());
        var topology =
                HarvestTopology.build(HarvestConfig.withDefaults("gleaner/test"), serdes, new ScriptedClassifier());

        Approvals.verify(
                topology.describe(), new Options().forFile().withNamer(new NamerWrapper(() -> "harvest", () -> "./")));
    }
}
