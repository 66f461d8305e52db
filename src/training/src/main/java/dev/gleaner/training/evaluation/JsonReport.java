package dev.gleaner.training.evaluation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;

/** Figures as JSON: all of them, {@code null} where there is none to give. */
public final class JsonReport {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule()
                    .addSerializer(double.class, new Figure())
                    .addSerializer(Double.class, new Figure()))
            .defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
            .build();

    private JsonReport() {}

    /**
     * Writes figures.
     *
     * @param figures records of plain values and of one another
     * @return JSON for programs and people, with a newline at the end
     */
    public static String of(Record figures) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(figures) + "\n";
        } catch (JacksonException e) {
            throw new IllegalStateException("Records of plain values cannot be written as JSON", e);
        }
    }

    /** Six digits say more than the data can. */
    private static final class Figure extends StdSerializer<Double> {

        private static final double PRECISION = 1e6;

        Figure() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (value.isNaN()) {
                out.writeNull();
            } else {
                out.writeNumber(Math.round(value * PRECISION) / PRECISION);
            }
        }
    }
}
