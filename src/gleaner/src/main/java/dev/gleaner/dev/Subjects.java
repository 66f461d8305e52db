package dev.gleaner.dev;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.client.SchemaVersionFetcher;
import io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The subjects of a registry, in memory, by the rules and error codes of the Confluent one: a schema has one id wherever it is
 * registered, version numbers are never used twice, and what is deleted can still be read by its id.
 */
final class Subjects implements SchemaVersionFetcher {

    /**
     * One version of a subject.
     *
     * @param subject the subject
     * @param number its version, from 1
     * @param id of the schema, the same in every subject
     * @param schema what stands there
     */
    record Version(String subject, int number, int id, ParsedSchema schema) {

        /** As the protocol writes it. */
        Schema entity() {
            return new Schema(subject, number, id, schema);
        }
    }

    private final Map<String, List<Version>> versions = new TreeMap<>();
    private final Map<String, Integer> lastNumbers = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<Integer, ParsedSchema> schemas = new HashMap<>();

    synchronized List<String> names() {
        return List.copyOf(versions.keySet());
    }

    /** Adds a version, unless the subject has one with this schema. */
    synchronized Version register(String subject, ParsedSchema schema, CompatibilityLevel level)
            throws RestClientException {
        Optional<Version> there = find(subject, schema);
        if (there.isPresent()) {
            return there.get();
        }
        List<String> faults = faults(subject, schema, level);
        if (!faults.isEmpty()) {
            throw new RestClientException(
                    "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                            + "\", details: " + faults,
                    409,
                    409);
        }
        int number = lastNumbers.merge(subject, 1, Integer::sum);
        var version = new Version(subject, number, idOf(schema), schema);
        versions.computeIfAbsent(subject, any -> new ArrayList<>()).add(version);
        return version;
    }

    private int idOf(ParsedSchema schema) {
        int id = ids.computeIfAbsent(schema.canonicalString(), any -> ids.size() + 1);
        schemas.put(id, schema);
        return id;
    }

    /** What keeps a schema out of a subject at a level; empty if nothing does. */
    synchronized List<String> faults(String subject, ParsedSchema schema, CompatibilityLevel level) {
        return schema.isCompatible(
                level,
                versions.getOrDefault(subject, List.of()).stream()
                        .<ParsedSchemaHolder>map(version -> new SimpleParsedSchemaHolder(version.schema()))
                        .toList());
    }

    /** The version of a subject that has a schema. */
    synchronized Version lookUp(String subject, ParsedSchema schema) throws RestClientException {
        all(subject);
        return find(subject, schema).orElseThrow(() -> notFound(40403, "Schema not found"));
    }

    private Optional<Version> find(String subject, ParsedSchema schema) {
        return versions.getOrDefault(subject, List.of()).stream()
                .filter(version -> version.schema().canonicalString().equals(schema.canonicalString()))
                .findFirst();
    }

    /** The versions of a subject, oldest first. */
    synchronized List<Version> all(String subject) throws RestClientException {
        @Nullable List<Version> found = versions.get(subject);
        if (found == null) {
            throw notFound(40401, "Subject '" + subject + "' not found.");
        }
        return List.copyOf(found);
    }

    synchronized Version latest(String subject) throws RestClientException {
        List<Version> all = all(subject);
        return all.get(all.size() - 1);
    }

    synchronized Version version(String subject, int number) throws RestClientException {
        return all(subject).stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow(() -> notFound(40402, "Version " + number + " not found."));
    }

    @Override
    public String tenant() {
        return "default";
    }

    /** For schemas that refer to others. */
    @Override
    public Schema getByVersion(String subject, int version, boolean lookupDeletedSchema) {
        try {
            return (version == -1 ? latest(subject) : version(subject, version)).entity();
        } catch (RestClientException e) {
            throw new IllegalStateException("A schema refers to what is not registered", e);
        }
    }

    /** The schema of an id, deleted or not. */
    synchronized ParsedSchema schema(int id) throws RestClientException {
        @Nullable ParsedSchema schema = schemas.get(id);
        if (schema == null) {
            throw notFound(40403, "Schema " + id + " not found");
        }
        return schema;
    }

    /** Where a schema stands. */
    synchronized List<Version> places(int id) throws RestClientException {
        schema(id);
        return versions.values().stream()
                .flatMap(List::stream)
                .filter(version -> version.id() == id)
                .toList();
    }

    /** Forgets a subject; its schemas stay readable by id. */
    synchronized List<Version> delete(String subject) throws RestClientException {
        List<Version> deleted = all(subject);
        versions.remove(subject);
        return deleted;
    }

    /** Forgets a version, and the subject with its last one. */
    synchronized void delete(Version version) throws RestClientException {
        List<Version> left = all(version.subject()).stream()
                .filter(each -> each.number() != version.number())
                .toList();
        if (left.isEmpty()) {
            versions.remove(version.subject());
        } else {
            versions.put(version.subject(), new ArrayList<>(left));
        }
    }

    private static RestClientException notFound(int code, String message) {
        return new RestClientException(message, 404, code);
    }
}
