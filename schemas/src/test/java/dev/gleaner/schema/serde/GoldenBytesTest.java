package dev.gleaner.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What stands in topics and stores today must be readable tomorrow: the bytes of every record, as once committed. */
class GoldenBytesTest {

    private static final byte[] NO_HEADER = {};

    @ParameterizedTest
    @FieldSource("dev.gleaner.schema.serde.Samples#ALL")
    void shouldWriteTheGoldenBytes(SpecificRecord sample) throws IOException {
        byte[] written = new RecordWriter<>(typeOf(sample)).write(NO_HEADER, sample);

        // A file ready to be committed, for whoever added a record
        var proposal = Path.of("target", "golden", sample.getSchema().getFullName() + ".hex");
        Files.createDirectories(proposal.getParent());
        Files.writeString(proposal, HexFormat.of().formatHex(written) + "\n");

        assertThat(HexFormat.of().formatHex(written)).isEqualTo(golden(sample));
    }

    @ParameterizedTest
    @FieldSource("dev.gleaner.schema.serde.Samples#ALL")
    void shouldReadTheGoldenBytes(SpecificRecord sample) throws IOException {
        byte[] golden = HexFormat.of().parseHex(golden(sample));

        SpecificRecord read = RecordReader.resolve(PublishedSchema.of(typeOf(sample)), typeOf(sample))
                .read(golden, 0);

        assertThat(read).isEqualTo(sample);
    }

    private static String golden(SpecificRecord sample) throws IOException {
        String resource = "/golden/" + sample.getSchema().getFullName() + ".hex";
        try (var in = GoldenBytesTest.class.getResourceAsStream(resource)) {
            assertThat(in).as("test resource %s", resource).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }

    @SuppressWarnings("unchecked")
    private static Class<SpecificRecord> typeOf(SpecificRecord sample) {
        return (Class<SpecificRecord>) sample.getClass();
    }
}
