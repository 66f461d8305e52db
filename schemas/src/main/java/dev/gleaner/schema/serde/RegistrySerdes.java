package dev.gleaner.schema.serde;

import dev.gleaner.schema.serde.UnreadableRecordException.Reason;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Serializers and deserializers of our records in Confluent framing, over the genuine Confluent client. Subjects are named by topic
 * (TopicNameStrategy): {@code <topic>-value}. Each schema id is asked for once; ids that the registry does not know are remembered for
 * {@value #UNKNOWN_ID_SECONDS} s, so that garbage does not become a load on it.
 */
public final class RegistrySerdes implements AutoCloseable {

    private static final long UNKNOWN_ID_SECONDS = 60;
    private static final int UNKNOWN_IDS = 10_000;
    private static final int SCHEMAS = 1_000;

    /** Subject, version, schema not found: <a href="https://docs.confluent.io/platform/7.5/schema-registry/develop/api.html">error codes</a>. */
    private static final Set<Integer> UNKNOWN = Set.of(40401, 40402, 40403);

    private final SchemaRegistryClient client;
    private final boolean autoRegister;
    private final Map<Subject, Integer> ids = new ConcurrentHashMap<>();

    /**
     * Serdes over a client.
     *
     * @param client closed with this
     * @param autoRegister whether schemas that the registry does not have are registered
     */
    public RegistrySerdes(SchemaRegistryClient client, boolean autoRegister) {
        this.client = client;
        this.autoRegister = autoRegister;
    }

    /**
     * Serdes over a registry; nothing is asked of it yet.
     *
     * @param connection how to reach it
     */
    public static RegistrySerdes connect(RegistryConnection connection) {
        var properties = new HashMap<String, Object>();
        properties.put(SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS, 5_000);
        properties.put(SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS, 10_000);
        properties.putAll(connection.properties());
        // The client takes these two as numbers only, a long and an int
        properties.put(SchemaRegistryClientConfig.MISSING_ID_CACHE_TTL_CONFIG, UNKNOWN_ID_SECONDS);
        properties.put(SchemaRegistryClientConfig.MISSING_CACHE_SIZE_CONFIG, UNKNOWN_IDS);
        return new RegistrySerdes(
                new CachedSchemaRegistryClient(
                        connection.urls(), SCHEMAS, List.of(new AvroSchemaProvider()), properties),
                connection.autoRegister());
    }

    /**
     * Writes records of a type.
     *
     * @param type the generated class
     * @return safe for use by many threads; throws {@link RegistryUnavailableException} where waiting may help
     */
    public <T extends SpecificRecord> Serializer<T> serializer(Class<T> type) {
        return new RegistrySerializer<>(this, type);
    }

    /**
     * Reads records of a type, whatever compatible schema they were written with.
     *
     * @param type the generated class
     * @return safe for use by many threads; throws {@link UnreadableRecordException} for bytes that nobody can read, and
     *     {@link RegistryUnavailableException} where waiting may help
     */
    public <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
        return new RegistryDeserializer<>(this, type);
    }

    /**
     * Sees to it that records of a type can be written to a topic: looks the schema up, or registers it where that is allowed.
     *
     * @param topic where they go
     * @param type the generated class
     * @throws RegistryUnavailableException if the registry does not answer now
     * @throws IllegalStateException if the schema is not registered and must not be, is incompatible with what is, or the registry does
     *     not let us in
     */
    public void prepare(String topic, Class<? extends SpecificRecord> type) {
        id(topic, type);
    }

    /** The id under which records of a type are written to a topic. */
    int id(String topic, Class<? extends SpecificRecord> type) {
        var subject = new Subject(topic + "-value", type);
        @Nullable Integer known = ids.get(subject);
        if (known != null) {
            return known;
        }
        int id = askForId(subject.name(), new AvroSchema(PublishedSchema.of(type)));
        ids.put(subject, id);
        return id;
    }

    private int askForId(String subject, AvroSchema schema) {
        try {
            return autoRegister ? client.register(subject, schema) : client.getId(subject, schema);
        } catch (IOException e) {
            throw new RegistryUnavailableException(
                    "The schema registry does not answer when asked for subject " + subject + ".", e);
        } catch (RestClientException e) {
            throw refusal(subject, e);
        }
    }

    private static RuntimeException refusal(String subject, RestClientException e) {
        if (isUnknown(e)) {
            return new IllegalStateException(
                    "Subject " + subject
                            + " does not hold our schema: register it, or let Gleaner do so by auto-register.",
                    e);
        }
        return switch (e.getStatus()) {
            case 401, 403 ->
                new IllegalStateException(
                        "The schema registry does not let us in for subject " + subject + " (HTTP " + e.getStatus()
                                + "): check the credentials in the registry's properties.",
                        e);
            case 404, 405 ->
                new IllegalStateException(
                        "No schema registry at the configured URL (HTTP " + e.getStatus()
                                + "): check its address and path, such as /apis/ccompat/v7 for Apicurio.",
                        e);
            case 409, 422 ->
                new IllegalStateException(
                        "Subject " + subject + " refuses our schema (HTTP " + e.getStatus()
                                + "): it is not compatible with an earlier version there.",
                        e);
            default -> unavailable("subject " + subject, e);
        };
    }

    /**
     * The schema of an id.
     *
     * @throws UnreadableRecordException if the registry does not know it, or knows it as something else than Avro
     * @throws RegistryUnavailableException if it does not say; a refusal of our credentials, too, is waited out, so that no record is
     *     lost to it
     */
    Schema schema(int id) {
        if (id < 0) {
            throw unknown(id); // registries count from 1: not worth a question
        }
        try {
            if (client.getSchemaById(id) instanceof AvroSchema schema) {
                return schema.rawSchema();
            }
            throw notAvro(id);
        } catch (RestClientException e) {
            throw isUnknown(e) ? unknown(id) : unavailable("schema " + id, e);
        } catch (IOException e) {
            if (isUnparsable(e)) {
                throw notAvro(id);
            }
            throw new RegistryUnavailableException(
                    "The schema registry does not answer when asked for schema " + id + ".", e);
        }
    }

    /** By the code, not the status: a wrong address answers 404 as well, and must not send good records to the dead letters. */
    private static boolean isUnknown(RestClientException e) {
        return UNKNOWN.contains(e.getErrorCode());
    }

    /** The client answers so where it cannot parse what the registry sent: another schema type, or not valid as Avro. */
    private static boolean isUnparsable(IOException e) {
        return String.valueOf(e.getMessage()).startsWith("Invalid schema ");
    }

    private static UnreadableRecordException unknown(int id) {
        return new UnreadableRecordException(Reason.UNKNOWN_SCHEMA, "The schema registry knows no schema " + id + ".");
    }

    private static UnreadableRecordException notAvro(int id) {
        return new UnreadableRecordException(Reason.INCOMPATIBLE_SCHEMA, "Schema " + id + " is not an Avro schema.");
    }

    private static RegistryUnavailableException unavailable(String what, RestClientException e) {
        return new RegistryUnavailableException(
                "The schema registry answers HTTP " + e.getStatus() + " when asked for " + what + ".", e);
    }

    /** A subject, with what we write to it. */
    private record Subject(String name, Class<? extends SpecificRecord> type) {}

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException("The client of the schema registry could not be closed", e);
        }
    }
}
