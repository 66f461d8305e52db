package dev.gleaner.schema.serde;

import java.io.*;
import java.nio.ByteBuffer;
import org.apache.avro.message.*;
import org.apache.avro.specific.*;
import org.apache.kafka.common.serialization.*;

public final class StateSerde<T extends SpecificRecord> implements Serde<T> {
    static {
        org.apache.avro.util.ClassSecurityValidator.setGlobal(org.apache.avro.util.ClassSecurityValidator.composite(
                org.apache.avro.util.ClassSecurityValidator.getGlobal(),
                c -> c.getPackageName().startsWith("dev.gleaner.schema")));
    }

    private final BinaryMessageEncoder<T> enc;
    private final BinaryMessageDecoder<T> dec;

    private StateSerde(Class<T> c) {
        var schema = SpecificData.get().getSchema(c);
        var m = SpecificData.getForSchema(schema);
        enc = new BinaryMessageEncoder<>(m, schema);
        dec = new BinaryMessageDecoder<>(m, schema);
    }

    public static <T extends SpecificRecord> StateSerde<T> of(Class<T> c) {
        return new StateSerde<>(c);
    }

    @Override
    public Serializer<T> serializer() {
        return (t, d) -> {
            try {
                if (d == null) return null;
                ByteBuffer b = enc.encode(d);
                byte[] a = new byte[b.remaining()];
                b.get(a);
                return a;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    @Override
    public Deserializer<T> deserializer() {
        return (t, d) -> {
            try {
                return d == null ? null : dec.decode(d);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
