package dev.gleaner.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gleaner.dev.Subjects.Version;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import io.confluent.kafka.schemaregistry.client.rest.entities.SubjectVersion;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.ConfigUpdateRequest;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaRequest;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.schemaregistry.utils.JacksonMapper;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A schema registry for trying things: the Confluent REST protocol over HTTP, on loopback only, in memory. Schemas are parsed and compared
 * by the Confluent client's own code. Avro only; BACKWARD compatibility unless set otherwise; all is gone when it is closed.
 *
 * @see <a href="https://docs.confluent.io/platform/7.5/schema-registry/develop/api.html">Schema Registry API reference, 7.5</a>
 */
public final class DevRegistry implements AutoCloseable {

    private static final ObjectMapper JSON = JacksonMapper.INSTANCE;
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final Subjects subjects = new Subjects();
    private final AvroSchemaProvider avro = new AvroSchemaProvider();
    private final Map<String, CompatibilityLevel> levels = new ConcurrentHashMap<>();
    private volatile CompatibilityLevel globalLevel = CompatibilityLevel.BACKWARD;
    private final Javalin server;

    private DevRegistry() {
        avro.configure(Map.of("schemaVersionFetcher", subjects));
        server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            subjectRoutes(config.routes);
            schemaRoutes(config.routes);
            levelRoutes(config.routes);
            config.routes.get("/", answer(context -> Map.of()));
            config.routes.exception(RestClientException.class, DevRegistry::refuse);
            config.routes.exception(
                    JsonProcessingException.class,
                    (e, context) -> refuse(invalid(42201, "The body is no JSON"), context));
            config.routes.exception(
                    NotFoundResponse.class,
                    (e, context) -> refuse(new RestClientException("HTTP 404 Not Found", 404, 404), context));
        });
    }

    /**
     * Starts one.
     *
     * @param port where it listens; 0 for a free one
     * @return up, and empty
     * @throws IllegalStateException if the port is in use
     */
    public static DevRegistry start(int port) {
        if (port != 0) {
            FreePort.require(port);
        }
        var registry = new DevRegistry();
        registry.server.start("127.0.0.1", port);
        return registry;
    }

    /** Where clients find it. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    // Subjects and their versions

    private void subjectRoutes(JavalinDefaultRoutingApi routes) {
        routes.get("/subjects", answer(context -> subjects.names()));
        routes.post("/subjects/{subject}", answer(context -> subjects.lookUp(subject(context), schema(context))
                .entity()));
        routes.delete("/subjects/{subject}", answer(context -> numbers(subjects.delete(subject(context)))));
        routes.get("/subjects/{subject}/versions", answer(context -> numbers(subjects.all(subject(context)))));
        routes.post("/subjects/{subject}/versions", answer(this::register));
        routes.get("/subjects/{subject}/versions/{version}", answer(context -> version(context)
                .entity()));
        routes.get("/subjects/{subject}/versions/{version}/schema", context -> context.contentType(MEDIA_TYPE)
                .result(version(context).schema().canonicalString()));
        routes.delete("/subjects/{subject}/versions/{version}", answer(this::delete));
        routes.post(
                "/compatibility/subjects/{subject}/versions",
                answer(context -> compatibility(
                        context, subjects.faults(subject(context), schema(context), level(subject(context))))));
        routes.post(
                "/compatibility/subjects/{subject}/versions/{version}",
                answer(context -> compatibility(context, faultsWithOneVersion(context))));
    }

    private Map<String, Integer> register(Context context) throws IOException, RestClientException {
        String subject = subject(context);
        return Map.of(
                "id",
                subjects.register(subject, schema(context), level(subject)).id());
    }

    private int delete(Context context) throws RestClientException {
        Version version = version(context);
        subjects.delete(version);
        return version.number();
    }

    /** A subject without versions takes anything as its latest, as Confluent's does. */
    private List<String> faultsWithOneVersion(Context context) throws IOException, RestClientException {
        ParsedSchema schema = schema(context);
        if (isLatest(context) && !subjects.names().contains(subject(context))) {
            return List.of();
        }
        var against = new SimpleParsedSchemaHolder(version(context).schema());
        return schema.isCompatible(level(subject(context)), List.of(against));
    }

    private static Map<String, Object> compatibility(Context context, List<String> faults) {
        return "true".equals(context.queryParam("verbose"))
                ? Map.of("is_compatible", faults.isEmpty(), "messages", faults)
                : Map.of("is_compatible", faults.isEmpty());
    }

    private Version version(Context context) throws RestClientException {
        return isLatest(context)
                ? subjects.latest(subject(context))
                : subjects.version(subject(context), number(context.pathParam("version")));
    }

    private static boolean isLatest(Context context) {
        String version = context.pathParam("version");
        return version.equals("latest") || version.equals("-1");
    }

    private static int number(String version) throws RestClientException {
        if (!version.matches("[1-9]\\d{0,8}")) {
            throw invalid(
                    42202,
                    "The specified version '" + version
                            + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\"");
        }
        return Integer.parseInt(version);
    }

    private static List<Integer> numbers(List<Version> versions) {
        return versions.stream().map(Version::number).toList();
    }

    // Schemas by id

    private void schemaRoutes(JavalinDefaultRoutingApi routes) {
        routes.get("/schemas/types", answer(context -> List.of("AVRO")));
        routes.get("/schemas/ids/{id}", answer(this::schemaString));
        routes.get("/schemas/ids/{id}/schema", context -> context.contentType(MEDIA_TYPE)
                .result(subjects.schema(id(context)).canonicalString()));
        routes.get("/schemas/ids/{id}/subjects", answer(context -> subjects.places(id(context)).stream()
                .map(Version::subject)
                .distinct()
                .toList()));
        routes.get("/schemas/ids/{id}/versions", answer(context -> subjects.places(id(context)).stream()
                .map(version -> new SubjectVersion(version.subject(), version.number()))
                .toList()));
    }

    private SchemaString schemaString(Context context) throws RestClientException {
        ParsedSchema schema = subjects.schema(id(context));
        var answer = new SchemaString(schema.canonicalString());
        answer.setReferences(schema.references());
        return answer;
    }

    private static int id(Context context) throws RestClientException {
        String id = context.pathParam("id");
        if (!id.matches("\\d{1,9}")) {
            throw new RestClientException("Schema " + id + " not found", 404, 40403);
        }
        return Integer.parseInt(id);
    }

    private ParsedSchema schema(Context context) throws IOException, RestClientException {
        var request = JSON.readValue(context.bodyAsBytes(), RegisterSchemaRequest.class);
        String type = Optional.ofNullable(request.getSchemaType()).orElse("AVRO");
        if (!type.equals("AVRO") || request.getSchema() == null) {
            throw invalid(42201, "Invalid schema: only Avro is known here, not " + type);
        }
        return avro.parseSchema(
                        request.getSchema(),
                        Optional.ofNullable(request.getReferences()).orElse(List.of()))
                .orElseThrow(() -> invalid(42201, "Invalid schema"));
    }

    // Compatibility levels and modes

    private void levelRoutes(JavalinDefaultRoutingApi routes) {
        routes.get("/config", answer(context -> Map.of("compatibilityLevel", globalLevel.name())));
        routes.put("/config", answer(this::setGlobalLevel));
        routes.get("/config/{subject}", answer(this::subjectLevel));
        routes.put("/config/{subject}", answer(this::setSubjectLevel));
        routes.delete("/config/{subject}", answer(this::deleteSubjectLevel));
        routes.get("/mode", answer(context -> Map.of("mode", "READWRITE")));
        routes.get("/mode/{subject}", answer(context -> Map.of("mode", "READWRITE")));
    }

    private CompatibilityLevel level(String subject) {
        return levels.getOrDefault(subject, globalLevel);
    }

    private Map<String, String> subjectLevel(Context context) throws RestClientException {
        String subject = subject(context);
        if (!levels.containsKey(subject) && !"true".equals(context.queryParam("defaultToGlobal"))) {
            throw noLevel(subject);
        }
        return Map.of("compatibilityLevel", level(subject).name());
    }

    private Map<String, String> setGlobalLevel(Context context) throws IOException, RestClientException {
        globalLevel = requestedLevel(context);
        return Map.of("compatibility", globalLevel.name());
    }

    private Map<String, String> setSubjectLevel(Context context) throws IOException, RestClientException {
        CompatibilityLevel level = requestedLevel(context);
        levels.put(subject(context), level);
        return Map.of("compatibility", level.name());
    }

    private Map<String, String> deleteSubjectLevel(Context context) throws RestClientException {
        CompatibilityLevel before =
                Optional.ofNullable(levels.remove(subject(context))).orElseThrow(() -> noLevel(subject(context)));
        return Map.of("compatibilityLevel", before.name());
    }

    private static CompatibilityLevel requestedLevel(Context context) throws IOException, RestClientException {
        var request = JSON.readValue(context.bodyAsBytes(), ConfigUpdateRequest.class);
        return Optional.ofNullable(CompatibilityLevel.forName(request.getCompatibilityLevel()))
                .orElseThrow(() -> invalid(42203, "Invalid compatibility level"));
    }

    private static RestClientException noLevel(String subject) {
        return new RestClientException(
                "Subject '" + subject + "' does not have subject-level compatibility configured", 404, 40408);
    }

    // HTTP

    /** What a route answers, as an object for JSON. */
    private interface Answer {
        Object to(Context context) throws IOException, RestClientException;
    }

    private static Handler answer(Answer answer) {
        return context -> context.contentType(MEDIA_TYPE).result(JSON.writeValueAsBytes(answer.to(context)));
    }

    private static String subject(Context context) {
        return context.pathParam("subject");
    }

    private static RestClientException invalid(int code, String message) {
        return new RestClientException(message, 422, code);
    }

    private static void refuse(RestClientException e, Context context) {
        // The exception's message repeats the code: "Subject 'x' not found.; error code: 40401"
        String message = String.valueOf(e.getMessage()).replaceFirst("; error code: \\d+$", "");
        context.status(e.getStatus()).json(Map.of("error_code", e.getErrorCode(), "message", message));
        context.contentType(MEDIA_TYPE);
    }
}
