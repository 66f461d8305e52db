package dev.gleaner.schema.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/** Our records to and from Avro binary. What comes in is not trusted: text must be UTF-8, and no byte may be left over. */
final class AvroBinary {

    private static final String OURS = "dev.gleaner.schema";

    private static final SpecificData DATA = data();

    private AvroBinary() {}

    /** The schema that a generated class was made of. */
    static Schema schema(Class<? extends SpecificRecord> type) {
        return DATA.getSchema(type);
    }

    private static SpecificData data() {
        // Since 1.12.2 Avro makes no object of a class that nobody vouches for, whatever a schema names
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), type -> type.getPackageName()
                        .startsWith(OURS)));
        var data = new SpecificData(AvroBinary.class.getClassLoader());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        data.setFastReaderEnabled(false); // it would go around StrictReader
        return data;
    }

    /** Writes records of one type; for one thread at a time. */
    static final class Writer<T extends SpecificRecord> {

        private final SpecificDatumWriter<T> writer;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        private @Nullable BinaryEncoder encoder;

        Writer(Class<T> type) {
            writer = new SpecificDatumWriter<>(schema(type), DATA);
        }

        /** Returns the prefix, and after it the record. */
        byte[] write(byte[] prefix, T record) throws IOException {
            bytes.reset();
            bytes.write(prefix);
            encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
            writer.write(record, encoder);
            return bytes.toByteArray();
        }
    }

    /** Reads records that were written with one schema; for one thread at a time. */
    static final class Reader<T extends SpecificRecord> {

        private final StrictReader<T> reader;
        private @Nullable BinaryDecoder decoder;

        Reader(Schema writer, Class<T> type) {
            reader = new StrictReader<>(writer, schema(type));
        }

        /**
         * Reads what stands from an offset to the end.
         *
         * @throws IOException if it ends too early or holds text that is not UTF-8
         * @throws RuntimeException if it is something else than the writer's schema says
         */
        T read(byte[] bytes, int from) throws IOException {
            decoder = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, decoder);
            var record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IOException("bytes are left over");
            }
            return record;
        }
    }

    /** Refuses text that is not UTF-8, where Avro would quietly put replacement characters. */
    private static final class StrictReader<T> extends SpecificDatumReader<T> {

        StrictReader(Schema writer, Schema reader) {
            super(writer, reader, DATA);
        }

        @Override
        protected Object readString(@Nullable Object old, Schema expected, Decoder in) throws IOException {
            var text = in.readString(null);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(text.getBytes(), 0, text.getByteLength()))
                    .toString();
        }
    }
}
