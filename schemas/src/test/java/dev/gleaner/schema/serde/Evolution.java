package dev.gleaner.schema.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;

/** Other versions of our schemas, and records as they would have written them. */
final class Evolution {

    private Evolution() {}

    /** A schema with one field less. */
    static Schema without(Schema schema, String field) {
        return withFields(
                schema,
                schema.getFields().stream()
                        .filter(each -> !each.name().equals(field))
                        .map(each -> new Schema.Field(each, each.schema()))
                        .toList());
    }

    private static Schema withFields(Schema schema, List<Schema.Field> fields) {
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    /** A record's binary as another schema writes it, without a header. */
    static byte[] binary(Schema writer, GenericRecord value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Encoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericRecord>(writer).write(value, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** One of our records as Avro's own single-object encoder writes it with another schema. */
    static byte[] singleObject(Schema writer, SpecificRecord ours) {
        try {
            ByteBuffer frame =
                    new BinaryMessageEncoder<GenericRecord>(GenericData.get(), writer).encode(generic(writer, ours));
            byte[] bytes = new byte[frame.remaining()];
            frame.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of our records, with the fields that another schema has of it. */
    static GenericRecord generic(Schema writer, SpecificRecord ours) {
        GenericRecord whole = (GenericRecord) read(PublishedSchema.of(ours.getClass()), ours);
        GenericRecord some = new GenericData.Record(writer);
        writer.getFields().stream()
                .filter(field -> whole.hasField(field.name()))
                .forEach(field -> some.put(field.name(), whole.get(field.name())));
        return some;
    }

    @SuppressWarnings("unchecked")
    private static Object read(Schema schema, SpecificRecord ours) {
        byte[] bytes = new RecordWriter<>((Class<SpecificRecord>) ours.getClass()).write(new byte[0], ours);
        try {
            return new GenericDatumReader<>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
