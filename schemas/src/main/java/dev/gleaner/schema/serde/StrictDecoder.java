package dev.gleaner.schema.serde;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's own decoder over one array, without its leniency: text must be valid UTF-8, and no count or length may claim more than
 * the bytes that are left.
 *
 * <p>Avro 1.12.2 bounds strings, bytes and the elements it allocates by the bytes left, but replaces invalid UTF-8 silently, takes
 * negative lengths where it skips, and loops over elements of no width as often as the data claims.
 */
final class StrictDecoder extends Decoder {

    private final BinaryDecoder in;
    private final Utf8 text = new Utf8();

    StrictDecoder(byte[] bytes, int offset) {
        this.in = DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, null);
    }

    /** Whether every byte has been read. */
    boolean isEnd() throws IOException {
        return in.isEnd();
    }

    @Override
    public int remainingBytes() {
        return in.remainingBytes();
    }

    @Override
    public String readString() throws IOException {
        return strict(in.readString(text));
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        Utf8 read = in.readString(old);
        strict(read);
        return read;
    }

    /** Decodes; only where U+FFFD comes out, the mark of a replacement, is it worth a second look. */
    private static String strict(Utf8 read) throws IOException {
        String decoded = read.toString();
        if (decoded.indexOf('\uFFFD') >= 0) {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(read.getBytes(), 0, read.getByteLength()));
        }
        return decoded;
    }

    @Override
    public void skipString() throws IOException {
        skipBytes();
    }

    @Override
    public void skipBytes() throws IOException {
        in.skipFixed((int) bounded(in.readLong()));
    }

    @Override
    public long readArrayStart() throws IOException {
        return bounded(in.readArrayStart());
    }

    @Override
    public long arrayNext() throws IOException {
        return bounded(in.arrayNext());
    }

    @Override
    public long skipArray() throws IOException {
        return bounded(in.skipArray());
    }

    @Override
    public long readMapStart() throws IOException {
        return bounded(in.readMapStart());
    }

    @Override
    public long mapNext() throws IOException {
        return bounded(in.mapNext());
    }

    @Override
    public long skipMap() throws IOException {
        return bounded(in.skipMap());
    }

    private long bounded(long claimed) throws EOFException {
        if (claimed < 0) {
            throw new AvroRuntimeException("a length is negative");
        }
        if (claimed > in.remainingBytes()) {
            throw new EOFException();
        }
        return claimed;
    }

    @Override
    public void readNull() throws IOException {
        in.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return in.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return in.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return in.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return in.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return in.readDouble();
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        return in.readBytes(old);
    }

    @Override
    public void readFixed(byte[] bytes, int start, int length) throws IOException {
        in.readFixed(bytes, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        in.skipFixed(length);
    }

    @Override
    public int readEnum() throws IOException {
        return in.readEnum();
    }

    @Override
    public int readIndex() throws IOException {
        return in.readIndex();
    }
}
