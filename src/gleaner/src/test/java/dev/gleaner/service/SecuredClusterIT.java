package dev.gleaner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gleaner.config.Configuration;
import dev.gleaner.config.Connections;
import dev.gleaner.config.GleanerConfig;
import dev.gleaner.dev.EmbeddedBroker;
import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.topology.metrics.HarvestCounter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The service against a cluster and a registry as companies run them: TLS, and nobody gets in without a name and a password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SecuredClusterIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PASSWORD = "a-password-that-no-log-may-show";

    private Path folder;
    private Certificate certificate;
    private EmbeddedBroker broker;
    private GuardedRegistry registry;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        certificate = Certificate.make(folder);
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0, brokerSettings());
        registry = new GuardedRegistry(certificate, "gleaner", PASSWORD);
    }

    @AfterAll
    void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void shouldHarvestAsAFixedMemberWhereBrokerAndRegistryAskWhoItIs() throws Exception {
        var config = config(Map.of());
        try (var model = FeedbackModel.bundled();
                var admin = Admin.create(new Connections(config).kafka())) {
            SmallCluster.createTopics(config);
            SmallCluster.replaySample(config);
            var service = new HarvestService(config, "gleaner/test", model);
            var end = CompletableFuture.supplyAsync(() -> SmallCluster.run(service));

            await().atMost(SOON)
                    .until(() -> !service.counts(HarvestCounter.PAIRS).isEmpty());
            var groups = admin.describeConsumerGroups(List.of("gleaner-harvest"))
                    .all()
                    .get();
            var members = groups.values().stream().flatMap(group -> group.members().stream());

            assertThat(members).isNotEmpty().allSatisfy(member -> assertThat(member.groupInstanceId())
                    .hasValueSatisfying(id -> assertThat(id).startsWith("instance-1")));
            assertThat(service.stop()).isTrue();
            assertThat(end.get()).isTrue();
        }
    }

    @Test
    void shouldSayThatTheClusterRefusesAWrongPassword() {
        var config = config(Map.of("kafka.properties.sasl.jaas.config", jaas("wrong", "")));
        try (var model = FeedbackModel.bundled()) {
            var service = new HarvestService(config, "gleaner/test", model);

            assertThatThrownBy(service::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(broker.bootstrapServers())
                    .hasMessageContaining("refuses us")
                    .hasMessageContaining("Authentication failed")
                    .hasMessageNotContaining(PASSWORD);
        }
    }

    @Test
    void shouldSayThatTheRegistryRefusesAWrongPassword() throws Exception {
        var config = config(Map.of("registry.properties.basic.auth.user.info", "gleaner:wrong"));
        SmallCluster.createTopics(config);
        try (var model = FeedbackModel.bundled()) {
            var service = new HarvestService(config, "gleaner/test", model);

            assertThatThrownBy(service::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("registry")
                    .hasMessageNotContaining("wrong");
        }
    }

    private Map<String, String> brokerSettings() {
        var settings = new HashMap<>(tls("ssl.keystore."));
        settings.putAll(tls("ssl.truststore."));
        settings.put("ssl.key.password", Certificate.PASSWORD);
        settings.put("listener.security.protocol.map", "CLIENTS:SASL_SSL,CONTROLLER:PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put(
                "listener.name.clients.plain.sasl.jaas.config", jaas(PASSWORD, " user_gleaner=\"" + PASSWORD + "\""));
        return settings;
    }

    private GleanerConfig config(Map<String, String> overrides) {
        var settings = new HashMap<String, String>();
        settings.put("kafka.bootstrap-servers", broker.bootstrapServers());
        settings.put("kafka.properties.security.protocol", "SASL_SSL");
        settings.put("kafka.properties.sasl.mechanism", "PLAIN");
        settings.put("kafka.properties.sasl.jaas.config", jaas(PASSWORD, ""));
        tls("kafka.properties.ssl.truststore.").forEach(settings::put);
        settings.put("registry.urls", registry.url());
        settings.put("registry.auto-register", "true");
        settings.put("registry.properties.basic.auth.credentials.source", "USER_INFO");
        settings.put("registry.properties.basic.auth.user.info", "gleaner:" + PASSWORD);
        tls("registry.properties.schema.registry.ssl.truststore.").forEach(settings::put);
        settings.put("streams.state-dir", folder.resolve("state").toString());
        settings.put("streams.group-instance-id", "instance-1");
        settings.put("http.host", "127.0.0.1");
        settings.put("http.port", "0");
        settings.putAll(overrides);
        return Configuration.of(settings);
    }

    private Map<String, String> tls(String prefix) {
        return Map.of(
                prefix + "location",
                certificate.store().toString(),
                prefix + "password",
                Certificate.PASSWORD,
                prefix + "type",
                "PKCS12");
    }

    private static String jaas(String password, String users) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"gleaner\" password=\""
                + password + "\"" + users + ";";
    }
}
