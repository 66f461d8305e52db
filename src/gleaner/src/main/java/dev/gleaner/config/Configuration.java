package dev.gleaner.config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads the configuration, and says in one sentence a fault what is wrong with it. */
public final class Configuration {

    private Configuration() {}

    /**
     * Reads the configuration of this process: file, environment, system properties, options; the later over the earlier.
     *
     * @param file the YAML file, if one was named
     * @param options what the command line sets, by name as in the file
     * @throws ConfigurationException if something is unknown or cannot be read
     */
    public static GleanerConfig ofProcess(Optional<Path> file, Map<String, String> options) {
        var system = System.getProperties().stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, name -> System.getProperty(name, "")));
        return of(file, System.getenv(), system, options);
    }

    /**
     * Reads a configuration from settings alone.
     *
     * @param settings by name as in the file
     * @throws ConfigurationException if something is unknown or cannot be read
     */
    public static GleanerConfig of(Map<String, String> settings) {
        return of(Optional.empty(), Map.of(), Map.of(), settings);
    }

    static GleanerConfig of(
            Optional<Path> file,
            Map<String, String> environment,
            Map<String, String> system,
            Map<String, String> options) {
        var settings = new Settings();
        file.ifPresent(settings::addFile);
        settings.addEnvironment(environment);
        settings.addSystemProperties(system);
        settings.addOptions(options);

        var faults = new ArrayList<>(settings.faults());
        faults.addAll(unreadable(settings, new SmallRyeConfigBuilder().build()));
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(sourceOf(settings), "settings", 100))
                .withMapping(GleanerConfig.class)
                .build()
                .getConfigMapping(GleanerConfig.class);
    }

    /** The names as the library wants them: with the prefix, and with keys that anybody may choose in quotes. */
    private static Map<String, String> sourceOf(Settings settings) {
        var source = new HashMap<String, String>();
        settings.byName().forEach((name, setting) -> {
            var group = settings.propertyOf(name).filter(Property::takesAnyKey).map(Property::name);
            var quoted = group.map(any -> any + ".\"" + name.substring(any.length() + 1) + "\"")
                    .orElse(name);
            source.put(GleanerConfig.PREFIX + "." + quoted, setting.value());
        });
        return source;
    }

    private static List<String> unreadable(Settings settings, SmallRyeConfig config) {
        var faults = new ArrayList<String>();
        settings.byName().forEach((name, setting) -> settings.propertyOf(name)
                .filter(property -> !property.takesAnyKey() && !property.isList())
                .filter(property -> !isReadable(property, setting.value(), config))
                .ifPresent(property -> faults.add("%s: %s must be %s, but is '%s'"
                        .formatted(setting.origin(), name, article(property.kind()), setting.value()))));
        return faults;
    }

    private static String article(String kind) {
        return kind.startsWith("duration") || kind.startsWith("number") || kind.startsWith("whole")
                ? "a " + kind
                : kind;
    }

    private static boolean isReadable(Property property, String value, SmallRyeConfig config) {
        try {
            var read = converter(property, config).convert(value);
            return !(read instanceof Number number)
                    || number.doubleValue() >= property.described().min()
                            && number.doubleValue() <= property.described().max();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Converter<?> converter(Class<?> named) {
        if (named == TopicPrefix.class) {
            return new TopicPrefix();
        }
        return named == DeviceName.class ? new DeviceName() : new PlainDuration();
    }

    private static Converter<?> converter(Property property, SmallRyeConfig config) {
        if (property.converter().isPresent()) {
            return converter(property.converter().get().value());
        }
        return config.requireConverter(property.valueClass());
    }
}
