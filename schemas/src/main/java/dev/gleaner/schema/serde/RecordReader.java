package dev.gleaner.schema.serde;

import dev.gleaner.schema.serde.UnreadableRecordException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityResult;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one writer's schema wrote as a record of ours; immutable, so that threads share it.
 *
 * <p>A writer whose schema does not resolve to ours in every part is read as long as its records keep to the parts that do: a
 * producer that is ahead of us by one more enum symbol loses only the records that use it.
 *
 * @param <T> the record
 */
final class RecordReader<T extends SpecificRecord> {

    static {
        // Since 1.12.2 Avro makes no object of a class that nobody vouches for, whatever a schema names
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), type -> type.getPackageName()
                        .startsWith("dev.gleaner.schema")));
    }

    private final String name;
    private final @Nullable String incompatibility;
    private final @Nullable DatumReader<T> reader;

    private RecordReader(String name, @Nullable String incompatibility, @Nullable DatumReader<T> reader) {
        this.name = name;
        this.incompatibility = incompatibility;
        this.reader = reader;
    }

    /**
     * Resolves a writer's schema to ours.
     *
     * @param writer what the records were written with
     * @param type our record
     * @return the reader; where nothing resolves, one that refuses every record
     */
    static <T extends SpecificRecord> RecordReader<T> resolve(Schema writer, Class<T> type) {
        SpecificData model = SpecificData.getForClass(type);
        Schema ours = model.getSchema(type);
        SchemaCompatibilityResult result =
                SchemaCompatibility.checkReaderWriterCompatibility(ours, writer).getResult();
        @Nullable
        String incompatibility = result.getIncompatibilities().stream()
                .findFirst()
                .map(first -> first.getType() + " at " + first.getLocation())
                .orElse(null);
        try {
            // Avro's fast reader keeps no state between records, unlike the classic one behind SpecificDatumReader
            DatumReader<T> reader = model.getFastReaderBuilder().createDatumReader(writer, ours);
            return new RecordReader<>(ours.getFullName(), incompatibility, reader);
        } catch (AvroRuntimeException e) {
            return new RecordReader<>(ours.getFullName(), e.getClass().getSimpleName(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads one record, which must end where the bytes end.
     *
     * @param bytes the record behind a header
     * @param offset length of the header
     * @return the record
     * @throws UnreadableRecordException {@code MALFORMED} or {@code INCOMPATIBLE_SCHEMA}
     */
    T read(byte[] bytes, int offset) {
        if (reader == null) {
            throw incompatible();
        }
        try {
            StrictDecoder decoder = new StrictDecoder(bytes, offset);
            T read = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw malformed(decoder.remainingBytes() + " bytes follow the record");
            }
            return read;
        } catch (UnreadableRecordException e) {
            throw e;
        } catch (EOFException e) {
            throw malformed("the bytes end before the record does");
        } catch (CharacterCodingException e) {
            throw malformed("a string is not valid UTF-8");
        } catch (AvroTypeException e) {
            throw incompatibility == null
                    ? malformed("an enum symbol or union branch is out of range")
                    : incompatible();
        } catch (IOException | AvroRuntimeException e) {
            throw malformed("a number, length or count is not valid");
        } catch (StackOverflowError e) {
            // Only a recursive schema of a writer, whose data nests as deep as the bytes reach
            throw malformed("it nests too deep");
        } catch (RuntimeException e) {
            throw malformed(e.getClass().getSimpleName());
        }
    }

    private UnreadableRecordException malformed(String what) {
        return new UnreadableRecordException(
                Reason.MALFORMED, "Not the Avro encoding of a " + name + " by its schema: " + what + ".");
    }

    private UnreadableRecordException incompatible() {
        return new UnreadableRecordException(
                Reason.INCOMPATIBLE_SCHEMA,
                "The writer's schema cannot be read as " + name + " of this version: " + incompatibility
                        + "; let the writer keep to a BACKWARD compatible schema, or update Gleaner.");
    }
}
