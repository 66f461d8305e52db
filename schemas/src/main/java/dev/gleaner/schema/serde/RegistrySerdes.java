package dev.gleaner.schema.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serializers and deserializers of our records in Confluent framing, over the genuine Confluent client. Subjects are named by topic
 * (TopicNameStrategy): {@code <topic>-value}. Each schema id is asked for once; ids that the registry does not know are remembered for
 * {@value #UNKNOWN_ID_SECONDS} s, so that garbage does not become a load on it.
 */
public final class RegistrySerdes implements AutoCloseable {

    private static final long UNKNOWN_ID_SECONDS = 60;
    private static final int MAX_SCHEMAS = 1_000;

    private final SchemaRegistryClient client;
    private final boolean autoRegister;
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();

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
        properties.put("missing.id.cache.ttl.sec", UNKNOWN_ID_SECONDS);
        properties.put("http.connect.timeout.ms", 5_000);
        properties.put("http.read.timeout.ms", 10_000);
        properties.putAll(connection.properties());
        return new RegistrySerdes(
                new CachedSchemaRegistryClient(
                        connection.urls(), MAX_SCHEMAS, List.of(new AvroSchemaProvider()), properties),
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
        id(topic, AvroBinary.schema(type));
    }

    /** The id under which records with this schema are written to a topic. */
    int id(String topic, Schema schema) {
        var known = ids.get(topic);
        if (known != null) {
            return known;
        }
        var id = askForId(topic + "-value", new AvroSchema(PublicSchema.of(schema)));
        ids.put(topic, id);
        return id;
    }

    private int askForId(String subject, AvroSchema schema) {
        try {
            return autoRegister ? client.register(subject, schema) : client.getId(subject, schema);
        } catch (IOException e) {
            throw new RegistryUnavailableException(
                    "The schema registry does not answer when asked for subject " + subject, e);
        } catch (RestClientException e) {
            throw refusal(subject, e);
        }
    }

    private static RuntimeException refusal(String subject, RestClientException e) {
        return switch (e.getStatus()) {
            case 401, 403 ->
                new IllegalStateException(
                        "The schema registry does not let us in for subject " + subject + " (HTTP " + e.getStatus()
                                + "): check registry.properties",
                        e);
            case 404 ->
                new IllegalStateException(
                        "Subject " + subject + " does not hold our schema: register it, or set registry.auto-register",
                        e);
            case 409, 422 ->
                new IllegalStateException(
                        "Subject " + subject + " holds a schema that ours is not compatible with: look at its versions",
                        e);
            default ->
                new RegistryUnavailableException(
                        "The schema registry answers HTTP " + e.getStatus() + " when asked for subject " + subject, e);
        };
    }

    /**
     * The schema of an id.
     *
     * @throws UnreadableRecordException if the registry does not know it
     */
    Schema schema(int id) {
        try {
            return (Schema) client.getSchemaById(id).rawSchema();
        } catch (IOException e) {
            throw new RegistryUnavailableException(
                    "The schema registry does not answer when asked for schema " + id, e);
        } catch (RestClientException e) {
            if (e.getStatus() == 404) {
                throw new UnreadableRecordException(
                        UnreadableRecordException.Reason.UNKNOWN_SCHEMA, "The schema registry knows no schema " + id);
            }
            throw new RegistryUnavailableException(
                    "The schema registry answers HTTP " + e.getStatus() + " when asked for schema " + id, e);
        } catch (ClassCastException e) {
            throw new UnreadableRecordException(
                    UnreadableRecordException.Reason.INCOMPATIBLE_SCHEMA, "Schema " + id + " is not an Avro schema");
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException("The client of the schema registry could not be closed", e);
        }
    }
}
