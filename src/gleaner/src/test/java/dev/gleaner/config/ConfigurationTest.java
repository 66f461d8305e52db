package dev.gleaner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gleaner.inference.Device;
import dev.gleaner.topology.guard.InputForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    private static final Map<String, String> NOTHING = Map.of();

    @Test
    void shouldReadNestedAndDottedNamesOfAFile(@TempDir Path folder) throws IOException {
        var file = file(
                folder,
                """
                kafka:
                  bootstrap-servers: one:9092,two:9092
                  properties:
                    security.protocol: SASL_SSL
                registry.urls:
                  - http://a:8081
                  - http://b:8081
                input.turns: json
                limits:
                  clock-skew: 30s
                """);

        var config = Configuration.of(Optional.of(file), NOTHING, NOTHING, NOTHING);

        assertThat(config.kafka().bootstrapServers().orElseThrow()).containsExactly("one:9092", "two:9092");
        assertThat(config.kafka().properties()).containsExactly(Map.entry("security.protocol", "SASL_SSL"));
        assertThat(config.registry().urls().orElseThrow()).containsExactly("http://a:8081", "http://b:8081");
        assertThat(config.input().turns()).isEqualTo(InputForm.JSON);
        assertThat(config.limits().clockSkew()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldLetTheLaterSourceWin(@TempDir Path folder) throws IOException {
        var file = file(folder, "http: {port: 1, host: file}\nstreams: {threads: 1}\nlimits.content-bytes: 1");

        var config = Configuration.of(
                Optional.of(file),
                Map.of("GLEANER_HTTP_PORT", "2", "GLEANER_STREAMS_THREADS", "2", "GLEANER_LIMITS_CONTENT_BYTES", "2"),
                Map.of("gleaner.streams.threads", "3", "gleaner.limits.content-bytes", "3"),
                Map.of("limits.content-bytes", "4"));

        assertThat(config.http().host()).isEqualTo("file");
        assertThat(config.http().port()).isEqualTo(2);
        assertThat(config.streams().threads()).isEqualTo(3);
        assertThat(config.limits().contentBytes()).isEqualTo(4);
    }

    @Test
    void shouldPassClientPropertiesOfTheEnvironmentThrough() {
        var config = Configuration.of(
                Optional.empty(),
                Map.of(
                        "GLEANER_KAFKA_BOOTSTRAP_SERVERS", "broker:9092",
                        "GLEANER_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "login required;",
                        "GLEANER_REGISTRY_URLS", "http://registry",
                        "GLEANER_REGISTRY_PROPERTIES_BASIC_AUTH_USER_INFO", "user:secret"),
                NOTHING,
                NOTHING);

        assertThat(new Connections(config).kafka())
                .containsEntry("sasl.jaas.config", "login required;")
                .containsEntry(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "broker:9092");
        assertThat(new Connections(config).registry().properties())
                .containsEntry("basic.auth.user.info", "user:secret");
    }

    @Test
    void shouldReadWhereTheModelRunsAndWhatItDecides() {
        var model = Configuration.of(Map.of("model.device", "cuda:1", "model.satisfied.to", "0.8"))
                .model();

        assertThat(model.device()).isEqualTo(new Device.Cuda(1));
        assertThat(model.satisfied().to()).contains(0.8);
        assertThat(model.satisfied().from()).isEmpty();
        assertThat(model.boundThreshold()).isEmpty();
    }

    @Test
    void shouldRefuseOtherDevicesAndThresholdsThatAreNoProbabilities() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.of(Map.of("model.device", "gpu", "model.satisfied.to", "80")))
                .withMessageContainingAll(
                        "model.device must be auto, cpu or cuda:N, but is 'gpu'",
                        "model.satisfied.to must be a number from 0 to 1, but is '80'");
    }

    @Test
    void shouldNotShowSecrets() {
        var config = Configuration.of(Map.of(
                "kafka.bootstrap-servers", "broker:9092",
                "kafka.properties.sasl.jaas.config", "hush",
                "registry.urls", "http://registry",
                "registry.properties.basic.auth.user.info", "hush"));

        assertThat(new Connections(config).toString()).contains("broker:9092").doesNotContain("hush");
        assertThat(new Connections(config).registry().toString()).doesNotContain("hush");
    }

    @Test
    void shouldPassOverVariablesThatKubernetesMakesForAService() {
        var config = Configuration.of(
                Optional.empty(),
                Map.of("GLEANER_SERVICE_HOST", "10.0.0.1", "GLEANER_PORT", "tcp://x"),
                NOTHING,
                NOTHING);

        assertThat(config.http().port()).isEqualTo(8080);
    }

    @Test
    void shouldTakeAnEmptyPrefix() {
        assertThat(Configuration.of(Map.of("topics.prefix", "")).topics().prefix())
                .isEmpty();
    }

    @Test
    void shouldNameEveryFaultWithItsPlace(@TempDir Path folder) throws IOException {
        var file = file(folder, "kafka: {bootstrap-server: one:9092}\nhttp: {port: 70000}");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.of(
                        Optional.of(file), Map.of("GLEANER_SHUTDOWN_TIMEOUT", "soon"), NOTHING, NOTHING))
                .withMessageContainingAll(
                        file + ": there is no setting kafka.bootstrap-server; did you mean kafka.bootstrap-servers?",
                        file + ": http.port must be a whole number from 0 to 65535, but is '70000'",
                        "GLEANER_SHUTDOWN_TIMEOUT: shutdown.timeout must be a duration such as 100ms, 30s, 5m, 24h, but is 'soon'");
    }

    @Test
    void shouldSayWhatIsNeededWhenItIsNeeded() {
        var connections = new Connections(Configuration.of(NOTHING));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(connections::kafka)
                .withMessage("kafka.bootstrap-servers is not set: set it in the file of --config, or as "
                        + "GLEANER_KAFKA_BOOTSTRAP_SERVERS");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(connections::registry)
                .withMessageStartingWith("registry.urls is not set");
    }

    @Test
    void shouldSayWhereAFileIsNoYamlWithoutQuotingIt(@TempDir Path folder) throws IOException {
        var file = file(folder, "kafka:\n  properties: {password: hush\n x: [");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.of(Optional.of(file), NOTHING, NOTHING, NOTHING))
                .withMessageStartingWith(file + ": this is no YAML, see line ")
                .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain("hush"));
    }

    @Test
    void shouldSayThatThereIsNoFile(@TempDir Path folder) {
        var file = folder.resolve("none.yaml");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.of(Optional.of(file), NOTHING, NOTHING, NOTHING))
                .withMessage(file + ": there is no such file");
    }

    private static Path file(Path folder, String yaml) throws IOException {
        return Files.writeString(folder.resolve("gleaner.yaml"), yaml);
    }
}
