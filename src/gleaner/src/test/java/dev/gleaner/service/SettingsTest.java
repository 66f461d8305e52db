package dev.gleaner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gleaner.config.Configuration;
import dev.gleaner.config.ConfigurationException;
import dev.gleaner.topology.HarvestConfig;
import dev.gleaner.topology.classify.Batching;
import dev.gleaner.topology.deadletter.DeadLetterHandler;
import dev.gleaner.topology.generate.GenerationRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void shouldHaveTheDefaultsOfTheTopology() {
        assertThat(HarvestSettings.of(Configuration.of(Map.of()), "p", 1)).isEqualTo(HarvestConfig.withDefaults("p"));
    }

    @Test
    void shouldGatherAsManyExchangesAsTheModelPrefersUnlessTheOperatorSaysOtherwise() {
        assertThat(batching(Map.of(), 64)).isEqualTo(new Batching(64, Duration.ofMillis(20)));
        assertThat(batching(Map.of("model.batch-size", "1"), 64)).isEqualTo(Batching.NONE);
        assertThat(batching(Map.of("model.batch-size", "8", "model.batch-wait", "5ms"), 1))
                .isEqualTo(new Batching(8, Duration.ofMillis(5)));
    }

    private static Batching batching(Map<String, String> options, int preferredBatch) {
        return HarvestSettings.of(Configuration.of(options), "p", preferredBatch)
                .batching();
    }

    @Test
    void shouldRunExactlyOnceAndLoseNoBadRecord() {
        var settings = streams(Map.of("topics.prefix", "x."));

        assertThat(settings)
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("commit.interval.ms", 100L)
                .containsEntry("errors.dead.letter.queue.topic.name", "x.dead-letters")
                .containsEntry("processing.exception.handler", DeadLetterHandler.class)
                .containsEntry("ensure.explicit.internal.resource.naming", true);
        assertThat(new StreamsConfig(settings).getProducerConfigs("client"))
                .containsEntry("transaction.timeout.ms", 10_000)
                .containsEntry("compression.type", "lz4");
    }

    @Test
    void shouldPassClientPropertiesToEveryClient() {
        var config = new StreamsConfig(streams(Map.of("kafka.properties.security.protocol", "SSL")));

        assertThat(config.getProducerConfigs("p")).containsEntry("security.protocol", "SSL");
        assertThat(config.getMainConsumerConfigs("g", "c", 0)).containsEntry("security.protocol", "SSL");
        assertThat(config.getAdminConfigs("a")).containsEntry("security.protocol", "SSL");
    }

    @Test
    void shouldBeAFixedMemberOnlyWhereAsked() {
        assertThat(streams(Map.of())).doesNotContainKey("main.consumer.group.instance.id");
        assertThat(new StreamsConfig(streams(Map.of("streams.group-instance-id", "pod-1")))
                        .getMainConsumerConfigs("g", "c", 0))
                .containsEntry("group.instance.id", "pod-1-0");
    }

    @Test
    void shouldLetTheOperatorHaveTheLastWord() {
        assertThat(streams(Map.of("streams.properties.max.task.idle.ms", "7"))).containsEntry("max.task.idle.ms", "7");
    }

    @Test
    void shouldTakeWhenALanguageModelIsAsked() {
        var settings = Map.of(
                "generation.requests", "true", "generation.wait-for-revision", "5m", "generation.tenants-off", "a,b");

        assertThat(HarvestSettings.of(Configuration.of(settings), "p", 1).generation())
                .isEqualTo(new GenerationRules(true, Duration.ofMinutes(5), Set.of("a", "b")));
    }

    @Test
    void shouldSayWhichSettingsDoNotGoTogether() {
        var settings = Map.of("generation.requests", "true", "generation.wait-for-revision", "24h");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> HarvestSettings.of(Configuration.of(settings), "p", 1))
                .withMessageContaining("generation.wait-for-revision")
                .withMessageContaining("assemble.idle-after");
    }

    private static Properties streams(Map<String, String> options) {
        var all = new HashMap<>(Map.of("kafka.bootstrap-servers", "localhost:9092"));
        all.putAll(options);
        try (var memory = new StoreMemory(16 * 1024 * 1024)) {
            return StreamsSettings.of(Configuration.of(all), memory);
        }
    }
}
