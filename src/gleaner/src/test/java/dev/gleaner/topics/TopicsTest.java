package dev.gleaner.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gleaner.dev.EmbeddedBroker;
import dev.gleaner.topics.TopicPlan.Difference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsTest {

    private static final TopicCatalogue CATALOGUE =
            TopicCatalogue.load().withPrefix("acme.").withPartitions(2);

    @Test
    void shouldMakeWhatIsMissingAndThenFindOnlyWhatSomebodyChanged(@TempDir Path folder) throws Exception {
        try (var broker = EmbeddedBroker.start(folder, 0);
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            // Given a cluster without our topics
            var topics = new Topics(admin, CATALOGUE);
            assertThat(topics.plan().missing()).isEqualTo(CATALOGUE.topics());

            // When they are made
            topics.create(topics.plan().missing(), (short) 1);

            // Then a real cluster has them as the catalogue says
            await().untilAsserted(() -> assertThat(topics.plan()).isEqualTo(new TopicPlan(List.of(), List.of())));

            // And what somebody changes is found
            setRetention(admin, "acme.feedback", "60000");
            var change = new Difference("acme.feedback", "retention.ms", "2592000000", "60000");
            await().untilAsserted(() -> assertThat(topics.plan().differences()).containsExactly(change));
        }
    }

    private static void setRetention(Admin admin, String topic, String retention) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var change = new AlterConfigOp(new ConfigEntry("retention.ms", retention), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }
}
