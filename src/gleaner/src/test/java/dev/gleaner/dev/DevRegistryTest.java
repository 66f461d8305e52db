package dev.gleaner.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.Role;
import dev.gleaner.schema.serde.RegistryConnection;
import dev.gleaner.schema.serde.RegistrySerdes;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.entities.Config;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;
import io.confluent.kafka.schemaregistry.client.rest.entities.SubjectVersion;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The genuine client talks to it over HTTP; what the client cannot ask is asked by hand. */
class DevRegistryTest {

    private static final String SUBJECT = "a/b value";
    private static final AvroSchema FIRST = record("{\"name\":\"id\",\"type\":\"string\",\"doc\":\"An id.\"}");
    private static final AvroSchema COMPATIBLE = record(
            "{\"name\":\"id\",\"type\":\"string\",\"doc\":\"An id.\"},{\"name\":\"n\",\"type\":\"int\",\"default\":0}");
    private static final AvroSchema INCOMPATIBLE =
            record("{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"must\",\"type\":\"int\"}");

    private final DevRegistry registry = DevRegistry.start(0);
    private final CachedSchemaRegistryClient client = client();

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void shouldServeOurSerdes() {
        var connection = new RegistryConnection(List.of(registry.url()), Map.of(), true);
        var turn = ConversationTurn.newBuilder()
                .setConversationId("c")
                .setTurnId("t")
                .setRole(Role.USER)
                .setContent("Thanks!")
                .setCreatedAt(Instant.EPOCH)
                .build();
        try (var writer = RegistrySerdes.connect(connection);
                var reader = RegistrySerdes.connect(connection)) {
            byte[] frame = writer.serializer(ConversationTurn.class).serialize("turns", turn);

            assertThat(reader.deserializer(ConversationTurn.class).deserialize("turns", frame))
                    .isEqualTo(turn);
        }
    }

    @Test
    void shouldGiveASchemaOneIdInEverySubjectAndEachSubjectItsVersions() throws Exception {
        int id = client.register(SUBJECT, FIRST);
        int again = client().register(SUBJECT, FIRST);
        int elsewhere = client.register("other", FIRST);
        int next = client.register(SUBJECT, COMPATIBLE);

        assertThat(again).isEqualTo(id);
        assertThat(elsewhere).isEqualTo(id);
        assertThat(next).isNotEqualTo(id);
        assertThat(client.getAllSubjects()).containsExactly(SUBJECT, "other");
        assertThat(client.getAllVersions(SUBJECT)).containsExactly(1, 2);
        assertThat(client.getAllSubjectsById(id)).containsExactly(SUBJECT, "other");
        assertThat(client.getAllVersionsById(id))
                .containsExactly(new SubjectVersion(SUBJECT, 1), new SubjectVersion("other", 1));
        assertThat(client.getLatestSchemaMetadata(SUBJECT).getVersion()).isEqualTo(2);
        assertThat(client.getSchemaMetadata(SUBJECT, 1).getId()).isEqualTo(id);
    }

    @Test
    void shouldFindSchemasByIdAndIdsBySchema() throws Exception {
        int id = client.register(SUBJECT, FIRST);

        assertThat(client().getSchemaById(id)).isEqualTo(FIRST);
        assertThat(client().getId(SUBJECT, FIRST)).isEqualTo(id);
        assertThat(client().getVersion(SUBJECT, FIRST)).isEqualTo(1);
    }

    @Test
    void shouldResolveReferences() throws Exception {
        client.register("record", FIRST);
        var holder = new AvroSchema(
                "{\"type\":\"record\",\"name\":\"Holder\",\"fields\":[{\"name\":\"r\",\"type\":\"R\"}]}",
                List.of(new SchemaReference("R", "record", 1)),
                Map.of("R", FIRST.canonicalString()),
                -1);

        int id = client.register("holder", holder);

        assertThat(client().getSchemaById(id).references()).containsExactly(new SchemaReference("R", "record", 1));
    }

    @Test
    void shouldRefuseASchemaThatDoesNotReadTheLatest() throws Exception {
        client.register(SUBJECT, FIRST);

        assertRefused(409, 409, () -> client.register(SUBJECT, INCOMPATIBLE));
        assertThat(client.testCompatibility(SUBJECT, INCOMPATIBLE)).isFalse();
        assertThat(client.testCompatibilityVerbose(SUBJECT, INCOMPATIBLE))
                .anyMatch(fault -> fault.contains("READER_FIELD_MISSING_DEFAULT_VALUE"));
        assertThat(client.testCompatibility(SUBJECT, COMPATIBLE)).isTrue();
    }

    @Test
    void shouldCompareByTheLevelOfTheSubjectElseTheGlobalOne() throws Exception {
        client.register(SUBJECT, FIRST);
        assertThat(client.getConfig(null).getCompatibilityLevel()).isEqualTo("BACKWARD");
        assertRefused(404, 40408, () -> client.getConfig(SUBJECT));

        client.updateConfig(SUBJECT, new Config("NONE"));
        assertThat(client.getConfig(SUBJECT).getCompatibilityLevel()).isEqualTo("NONE");
        client.register(SUBJECT, INCOMPATIBLE);

        client.deleteConfig(SUBJECT);
        client.updateConfig(null, new Config("FULL"));
        assertThat(ask("GET", "/config/a%2Fb%20value?defaultToGlobal=true", "").body())
                .contains("FULL");
        assertThat(client.getMode()).isEqualTo("READWRITE");
    }

    @Test
    void shouldKeepDeletedSchemasReadableByIdAndNumbersUsed() throws Exception {
        int id = client.register(SUBJECT, FIRST);
        client.register(SUBJECT, COMPATIBLE);

        assertThat(client.deleteSchemaVersion(SUBJECT, "2", false)).isEqualTo(2);
        assertThat(client.getAllVersions(SUBJECT)).containsExactly(1);
        assertThat(client.deleteSubject(SUBJECT, false)).containsExactly(1);

        assertRefused(404, 40401, () -> client.getAllVersions(SUBJECT));
        assertThat(client().getSchemaById(id)).isEqualTo(FIRST);
        assertThat(client().register(SUBJECT, FIRST)).isEqualTo(id);
        assertThat(client.getAllVersions(SUBJECT)).containsExactly(3);
    }

    @Test
    void shouldAnswerUnknownThingsWithTheCodesOfTheProtocol() throws Exception {
        assertRefused(404, 40401, () -> client.getId(SUBJECT, FIRST));
        assertRefused(404, 40401, () -> client.getLatestSchemaMetadata(SUBJECT));
        assertRefused(404, 40401, () -> client.deleteSubject(SUBJECT, false));
        assertRefused(404, 40403, () -> client.getSchemaById(99));
        client.register(SUBJECT, FIRST);
        assertRefused(404, 40402, () -> client.getSchemaMetadata(SUBJECT, 7));
        assertRefused(404, 40403, () -> client().getId(SUBJECT, COMPATIBLE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /subjects/s/versions/first       |                                            | 422 | 42202",
                "GET  | /subjects/s/versions/0           |                                            | 422 | 42202",
                "GET  | /schemas/ids/99999999999         |                                            | 404 | 40403",
                "GET  | /schemas/ids/7/subjects          |                                            | 404 | 40403",
                "GET  | /schemas/ids/7/versions          |                                            | 404 | 40403",
                "POST | /subjects/s/versions             | {\"schema\":\"{\"}                         | 422 | 42201",
                "POST | /subjects/s/versions             | {\"schemaType\":\"JSON\",\"schema\":\"{}\"} | 422 | 42201",
                "POST | /subjects/s/versions             | {}                                         | 422 | 42201",
                "POST | /subjects/s/versions             | hello                                      | 422 | 42201",
                "POST | /compatibility/subjects/s/versions/3 | {\"schema\":\"\\\"int\\\"\"}           | 404 | 40401",
                "PUT  | /config                          | {\"compatibility\":\"SOMEWHAT\"}           | 422 | 42203",
                "GET  | /nowhere                         |                                            | 404 | 404",
            })
    void shouldRefuseWhatTheProtocolRefuses(String method, String path, String body, int status, int code)
            throws Exception {
        HttpResponse<String> answer = ask(method, path, body == null ? "" : body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"error_code\":" + code).contains("\"message\"");
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/vnd.schemaregistry.v1+json");
    }

    @Test
    void shouldTakeAnythingAsTheFirstSchemaOfASubject() throws Exception {
        HttpResponse<String> answer =
                ask("POST", "/compatibility/subjects/new/versions/latest", "{\"schema\":\"\\\"int\\\"\"}");

        assertThat(answer.body()).isEqualTo("{\"is_compatible\":true}");
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/vnd.schemaregistry.v1+json");
    }

    @Test
    void shouldListenOnLoopbackOnly() {
        assertThat(registry.url()).startsWith("http://127.0.0.1:");
    }

    private CachedSchemaRegistryClient client() {
        return new CachedSchemaRegistryClient(registry.url(), 100);
    }

    private static AvroSchema record(String fields) {
        return new AvroSchema("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}");
    }

    private HttpResponse<String> ask(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(registry.url() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static void assertRefused(int status, int code, ThrowingCallable call) {
        assertThatExceptionOfType(RestClientException.class)
                .isThrownBy(call)
                .returns(status, RestClientException::getStatus)
                .returns(code, RestClientException::getErrorCode);
    }
}
