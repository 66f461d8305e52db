package dev.gleaner.config;

import java.util.stream.Collectors;

/** The configuration reference, written from {@link GleanerConfig} itself. */
public final class ConfigurationReference {

    private static final String INTRODUCTION =
            """
            # Configuration

            `gleaner config` prints this page; a test holds the committed one to it.

            Settings come from, the later over the earlier: the defaults, the YAML file of `--config`, environment variables,
            system properties (`-Dgleaner.http.port=0` in `GLEANER_JAVA_OPTS`), options of the command. In the YAML file names may be
            nested or dotted. An unknown name in the file, a value that cannot be read and one that is needed but missing
            end the program with exit code 2 and a sentence that names them. Unknown `GLEANER_…` variables are passed over: Kubernetes makes some
            for a service of that name.

            ```yaml
            kafka:
              bootstrap-servers: broker-1:9092,broker-2:9092
              properties:
                security.protocol: SASL_SSL
            registry:
              urls: https://registry:8081
            ```

            Keep secrets out of the file: `GLEANER_KAFKA_PROPERTIES_SASL_JAAS_CONFIG` sets `kafka.properties` key `sasl.jaas.config`.

            | Name | Value | Default | Environment variable | Meaning |
            | --- | --- | --- | --- | --- |
            """;

    private ConfigurationReference() {}

    /** The page, as Markdown. */
    public static String markdown() {
        return INTRODUCTION
                + Property.all().stream().map(ConfigurationReference::row).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(Property property) {
        var suffix = property.takesAnyKey() ? ".*" : "";
        var variable = property.environmentVariable() + (property.takesAnyKey() ? "…" : "");
        return "| `%s` | %s | %s | `%s` | %s |"
                .formatted(
                        property.name() + suffix,
                        property.kind(),
                        standard(property),
                        variable,
                        property.described().value());
    }

    private static String standard(Property property) {
        return property.defaultValue().map(value -> "`" + value + "`").orElse("none");
    }
}
