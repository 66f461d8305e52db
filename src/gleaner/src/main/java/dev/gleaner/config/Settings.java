package dev.gleaner.config;

import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Gathers what was set, from wherever it may be set, under the names of {@link Property}. Later sources win. */
final class Settings {

    private final List<Property> properties = Property.all();
    private final Map<String, Setting> byName = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** What was set, by name. */
    Map<String, Setting> byName() {
        return byName;
    }

    /** What is wrong with the names so far. */
    List<String> faults() {
        return faults;
    }

    void addFile(Path file) {
        yaml(file).forEach((name, value) -> {
            // A list comes as one value with commas, and once more element by element
            if (!name.endsWith("]")) {
                add(name.replace("\"", ""), value, file.toString());
            }
        });
    }

    void addEnvironment(Map<String, String> environment) {
        for (var property : properties) {
            var variable = property.environmentVariable();
            if (property.takesAnyKey()) {
                environment.forEach((name, value) -> {
                    if (name.startsWith(variable)) {
                        var key = name.substring(variable.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.');
                        byName.put(property.name() + "." + key, new Setting(value, name));
                    }
                });
            } else {
                Optional.ofNullable(environment.get(variable))
                        .ifPresent(value -> byName.put(property.name(), new Setting(value, variable)));
            }
        }
    }

    void addSystemProperties(Map<String, String> system) {
        var prefix = GleanerConfig.PREFIX + ".";
        system.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                add(name.substring(prefix.length()), value, "system property " + name);
            }
        });
    }

    void addOptions(Map<String, String> options) {
        options.forEach((name, value) -> add(name, value, "the command line"));
    }

    private void add(String name, String value, String origin) {
        if (propertyOf(name).isPresent()) {
            byName.put(name, new Setting(value, origin));
        } else {
            faults.add(origin + ": there is no setting " + name + "; did you mean " + nearest(name)
                    + "? `gleaner config` lists all");
        }
    }

    /** The property that a name sets. */
    Optional<Property> propertyOf(String name) {
        return properties.stream()
                .filter(property -> property.name().equals(name)
                        || property.takesAnyKey() && name.startsWith(property.name() + "."))
                .findFirst();
    }

    private String nearest(String name) {
        return properties.stream()
                .map(Property::name)
                .min(Comparator.comparingInt(known -> distance(name, known)))
                .orElseThrow();
    }

    /** Edit distance of Levenshtein. */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static Map<String, String> yaml(Path file) {
        try {
            return new YamlConfigSource(file.toString(), Files.readString(file)).getProperties();
        } catch (NoSuchFileException e) {
            throw fault(file, "there is no such file");
        } catch (MalformedInputException e) {
            throw fault(file, "the file is not in UTF-8");
        } catch (IOException e) {
            throw fault(file, "the file cannot be read");
        } catch (MarkedYAMLException e) {
            // The problem itself may quote a secret: only its place is told
            var line = Optional.ofNullable(e.getProblemMark()).map(mark -> mark.getLine() + 1);
            throw fault(
                    file,
                    "this is no YAML"
                            + line.map(number -> ", see line " + number).orElse(""));
        } catch (YAMLException | ClassCastException | UncheckedIOException e) {
            throw fault(file, "this is no YAML file of names and values");
        }
    }

    private static ConfigurationException fault(Path file, String what) {
        return new ConfigurationException(List.of(file + ": " + what));
    }
}
