package dev.gleaner.schema.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Writes records as Avro binary behind a header; immutable, so that threads share it.
 *
 * @param <T> the record
 */
final class RecordWriter<T extends SpecificRecord> {

    /** Bytes that most records fit in; a larger one grows. */
    private static final int USUAL_SIZE = 512;

    private final String name;
    private final DatumWriter<T> writer;

    RecordWriter(Class<T> type) {
        SpecificData model = SpecificData.getForClass(type);
        this.name = model.getSchema(type).getFullName();
        model.setCustomCoders(true); // generated code writes plain records, the same bytes in half the time
        this.writer = new SpecificDatumWriter<>(model.getSchema(type), model);
    }

    /**
     * Writes one record.
     *
     * @param header what stands before it
     * @param value the record
     * @return header and record
     * @throws SerializationException where the record is not complete; without its cause, whose message may quote the record
     */
    byte[] write(byte[] header, T value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_SIZE);
        out.writeBytes(header);
        Encoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new SerializationException("A " + name + " is not as its schema wants it ("
                    + e.getClass().getSimpleName() + "); build it with its builder.");
        }
        return out.toByteArray();
    }
}
