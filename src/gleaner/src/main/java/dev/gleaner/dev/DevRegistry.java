package dev.gleaner.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.ConfigUpdateRequest;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaRequest;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.schemaregistry.utils.JacksonMapper;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A schema registry for trying things: the Confluent REST protocol over HTTP, on loopback only, in front of the Confluent client's own
 * in-memory registry. Avro only; BACKWARD compatibility unless set otherwise; all is gone when it is closed.
 */
public final class DevRegistry implements AutoCloseable {

    private static final ObjectMapper JSON = JacksonMapper.INSTANCE;
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final MockSchemaRegistryClient schemas = new MockSchemaRegistryClient(List.of(new AvroSchemaProvider()));
    private final Map<String, CompatibilityLevel> levels = new ConcurrentHashMap<>();
    private volatile CompatibilityLevel globalLevel = CompatibilityLevel.BACKWARD;
    private final Javalin server;

    private DevRegistry() {
        server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.get("/", context -> answer(context, Map.of()));
            config.routes.get("/subjects", context -> answer(context, schemas.getAllSubjects()));
            config.routes.post("/subjects/{subject}", context -> answer(context, lookUp(context)));
            config.routes.delete("/subjects/{subject}", context -> answer(context, deleteSubject(context)));
            config.routes.get(
                    "/subjects/{subject}/versions",
                    context -> answer(context, schemas.getAllVersions(subject(context))));
            config.routes.post("/subjects/{subject}/versions", context -> answer(context, register(context)));
            config.routes.get("/subjects/{subject}/versions/{version}", context -> answer(context, version(context)));
            config.routes.get(
                    "/subjects/{subject}/versions/{version}/schema", context -> context.contentType(MEDIA_TYPE)
                            .result(version(context).getSchema()));
            config.routes.delete(
                    "/subjects/{subject}/versions/{version}", context -> answer(context, deleteVersion(context)));
            config.routes.get("/schemas/types", context -> answer(context, List.of("AVRO")));
            config.routes.get("/schemas/ids/{id}", context -> answer(context, schemaString(context)));
            config.routes.get(
                    "/schemas/ids/{id}/subjects", context -> answer(context, schemas.getAllSubjectsById(id(context))));
            config.routes.get(
                    "/schemas/ids/{id}/versions", context -> answer(context, schemas.getAllVersionsById(id(context))));
            config.routes.get("/config", context -> answer(context, Map.of("compatibilityLevel", globalLevel.name())));
            config.routes.put("/config", context -> answer(context, setGlobalLevel(context)));
            config.routes.get("/config/{subject}", context -> answer(context, level(context)));
            config.routes.put("/config/{subject}", context -> answer(context, setLevel(context)));
            config.routes.delete("/config/{subject}", context -> answer(context, deleteLevel(context)));
            config.routes.get("/mode", context -> answer(context, Map.of("mode", "READWRITE")));
            config.routes.get("/mode/{subject}", context -> answer(context, Map.of("mode", "READWRITE")));
            config.routes.post(
                    "/compatibility/subjects/{subject}/versions", context -> answer(context, compatibility(context)));
            config.routes.post(
                    "/compatibility/subjects/{subject}/versions/{version}",
                    context -> answer(context, compatibility(context)));
            config.routes.exception(RestClientException.class, DevRegistry::refuse);
            config.routes.exception(
                    JsonProcessingException.class,
                    (e, context) -> refuse(invalid(42201, "The body is no JSON"), context));
            config.routes.error(404, DevRegistry::notFound);
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

    // ---- schemas
    // -----------------------------------------------------------------------------------------------------------

    private Schema lookUp(Context context) throws IOException, RestClientException {
        var subject = existing(subject(context));
        var wanted = parse(context).canonicalString();
        for (var version : schemas.getAllVersions(subject)) {
            var found = schemas.getSchemaMetadata(subject, version);
            if (schemas.getSchemaById(found.getId()).canonicalString().equals(wanted)) {
                return new Schema(subject, found);
            }
        }
        throw new RestClientException("Schema not found", 404, 40403);
    }

    private synchronized Map<String, Integer> register(Context context) throws IOException, RestClientException {
        var subject = subject(context);
        var schema = parse(context);
        var faults = faults(subject, schema);
        if (!faults.isEmpty()) {
            throw new RestClientException(
                    "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                            + "\", details: " + faults,
                    409,
                    409);
        }
        return Map.of("id", schemas.register(subject, schema));
    }

    private Schema version(Context context) throws IOException, RestClientException {
        var subject = existing(subject(context));
        var version = context.pathParam("version");
        if (version.equals("latest") || version.equals("-1")) {
            return new Schema(subject, schemas.getLatestSchemaMetadata(subject));
        }
        var number = versionNumber(version);
        if (!schemas.getAllVersions(subject).contains(number)) {
            throw new RestClientException("Version " + number + " not found.", 404, 40402);
        }
        return new Schema(subject, schemas.getSchemaMetadata(subject, number));
    }

    private static int versionNumber(String version) throws RestClientException {
        try {
            var number = Integer.parseInt(version);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw invalid(42202, "The specified version '" + version + "' is not a valid version id.");
    }

    private SchemaString schemaString(Context context) throws IOException, RestClientException {
        var schema = schemas.getSchemaById(id(context));
        var answer = new SchemaString(schema.canonicalString());
        answer.setReferences(schema.references());
        return answer;
    }

    private int id(Context context) throws IOException, RestClientException {
        var text = context.pathParam("id");
        try {
            var id = Integer.parseInt(text);
            schemas.getSchemaById(id); // throws 40403 for one that it does not know
            return id;
        } catch (NumberFormatException e) {
            throw new RestClientException("Schema " + text + " not found", 404, 40403);
        } catch (IOException e) {
            throw new RestClientException("Schema " + text + " not found", 404, 40403);
        }
    }

    private List<Integer> deleteSubject(Context context) throws IOException, RestClientException {
        return schemas.deleteSubject(existing(subject(context)), permanently(context));
    }

    private Integer deleteVersion(Context context) throws IOException, RestClientException {
        var version = version(context).getVersion();
        return schemas.deleteSchemaVersion(subject(context), Integer.toString(version), permanently(context));
    }

    private static boolean permanently(Context context) {
        return "true".equals(context.queryParam("permanent"));
    }

    private String existing(String subject) throws IOException, RestClientException {
        if (!schemas.getAllSubjects().contains(subject)) {
            throw new RestClientException("Subject '" + subject + "' not found.", 404, 40401);
        }
        return subject;
    }

    private ParsedSchema parse(Context context) throws IOException, RestClientException {
        var request = JSON.readValue(context.bodyAsBytes(), RegisterSchemaRequest.class);
        var type = Optional.ofNullable(request.getSchemaType()).orElse("AVRO");
        var references = Optional.ofNullable(request.getReferences()).orElse(List.of());
        return schemas.parseSchema(type, String.valueOf(request.getSchema()), references)
                .orElseThrow(() -> invalid(42201, "Invalid schema, or a type other than AVRO"));
    }

    // ---- compatibility
    // -----------------------------------------------------------------------------------------------------

    private Map<String, Object> compatibility(Context context) throws IOException, RestClientException {
        var faults = faults(subject(context), parse(context));
        return "true".equals(context.queryParam("verbose"))
                ? Map.of("is_compatible", faults.isEmpty(), "messages", faults)
                : Map.of("is_compatible", faults.isEmpty());
    }

    private List<String> faults(String subject, ParsedSchema schema) throws IOException, RestClientException {
        var history = new ArrayList<SimpleParsedSchemaHolder>();
        if (schemas.getAllSubjects().contains(subject)) {
            for (var version : schemas.getAllVersions(subject)) {
                var id = schemas.getSchemaMetadata(subject, version).getId();
                history.add(new SimpleParsedSchemaHolder(schemas.getSchemaById(id)));
            }
        }
        return schema.isCompatible(levels.getOrDefault(subject, globalLevel), new ArrayList<>(history));
    }

    private Map<String, String> level(Context context) throws RestClientException {
        var subject = subject(context);
        var own = Optional.ofNullable(levels.get(subject));
        if (own.isEmpty() && !"true".equals(context.queryParam("defaultToGlobal"))) {
            throw noLevel(subject);
        }
        return Map.of("compatibilityLevel", own.orElse(globalLevel).name());
    }

    private Map<String, String> setGlobalLevel(Context context) throws IOException, RestClientException {
        globalLevel = requestedLevel(context);
        return Map.of("compatibility", globalLevel.name());
    }

    private Map<String, String> setLevel(Context context) throws IOException, RestClientException {
        var level = requestedLevel(context);
        levels.put(subject(context), level);
        return Map.of("compatibility", level.name());
    }

    private Map<String, String> deleteLevel(Context context) throws RestClientException {
        var before = levels.remove(subject(context));
        if (before == null) {
            throw noLevel(subject(context));
        }
        return Map.of("compatibilityLevel", before.name());
    }

    private static CompatibilityLevel requestedLevel(Context context) throws IOException, RestClientException {
        var name =
                JSON.readValue(context.bodyAsBytes(), ConfigUpdateRequest.class).getCompatibilityLevel();
        return Optional.ofNullable(CompatibilityLevel.forName(name))
                .orElseThrow(() -> invalid(42203, "Invalid compatibility level"));
    }

    private static RestClientException noLevel(String subject) {
        return new RestClientException(
                "Subject '" + subject + "' does not have subject-level compatibility configured", 404, 40408);
    }

    // ---- HTTP
    // --------------------------------------------------------------------------------------------------------------

    private static String subject(Context context) {
        return context.pathParam("subject");
    }

    private static RestClientException invalid(int code, String message) {
        return new RestClientException(message, 422, code);
    }

    private static void answer(Context context, Object body) throws JsonProcessingException {
        context.contentType(MEDIA_TYPE).result(JSON.writeValueAsBytes(body));
    }

    private static void refuse(RestClientException e, Context context) {
        // The exception's message repeats the code: "Subject 'x' not found.; error code: 40401"
        var message = String.valueOf(e.getMessage()).replaceFirst("; error code: \\d+$", "");
        context.status(e.getStatus()).json(Map.of("error_code", e.getErrorCode(), "message", message));
        context.contentType(MEDIA_TYPE);
    }

    private static void notFound(Context context) {
        if (!MEDIA_TYPE.equals(context.res().getContentType())) {
            refuse(new RestClientException("HTTP 404 Not Found", 404, 404), context);
        }
    }
}
