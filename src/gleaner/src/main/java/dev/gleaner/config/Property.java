package dev.gleaner.config;

import dev.gleaner.inference.Device;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One property of {@link GleanerConfig}, as its interface declares it.
 *
 * @param name as in the YAML file, such as {@code http.port}
 * @param type the Java type of its value
 * @param converter reads the value, where the type alone does not say how
 * @param defaultValue what holds when it is not set
 * @param described what it means
 */
record Property(
        String name, Type type, Optional<WithConverter> converter, Optional<String> defaultValue, Described described) {

    /** All properties, by name. */
    static List<Property> all() {
        return of("", GleanerConfig.class)
                .sorted(Comparator.comparing(Property::name))
                .toList();
    }

    /** The one of this name. */
    static Property named(String name) {
        return all().stream()
                .filter(property -> property.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Property> of(String prefix, Class<?> group) {
        return Arrays.stream(group.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .flatMap(method -> {
                    var name = prefix + kebab(method.getName());
                    return method.isAnnotationPresent(Described.class)
                            ? Stream.of(of(name, method))
                            : of(name + ".", method.getReturnType());
                });
    }

    private static Property of(String name, Method method) {
        return new Property(
                name,
                method.getGenericReturnType(),
                Optional.ofNullable(method.getAnnotation(WithConverter.class)),
                Optional.ofNullable(method.getAnnotation(WithDefault.class)).map(WithDefault::value),
                method.getAnnotation(Described.class));
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Whether it takes any key below its name. */
    boolean takesAnyKey() {
        return rawType() == Map.class;
    }

    /** The environment variable that sets it; for one that takes any key, what stands before the key. */
    String environmentVariable() {
        return "GLEANER_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + (takesAnyKey() ? "_" : "");
    }

    /** The class of one value: of one element of a list, of what an optional holds. */
    Class<?> valueClass() {
        var innermost = type;
        while (innermost instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            innermost = arguments[arguments.length - 1];
        }
        return (Class<?>) innermost;
    }

    private Class<?> rawType() {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    boolean isList() {
        return type.getTypeName().contains(List.class.getName());
    }

    /** What a value looks like, in words. */
    String kind() {
        var value = valueClass();
        if (takesAnyKey()) {
            return "properties";
        }
        if (isList()) {
            return "list, separated by commas";
        }
        if (value.isEnum()) {
            return Arrays.stream(value.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        if (value == boolean.class) {
            return "true or false";
        }
        if (value == int.class || value == Integer.class || value == long.class) {
            return "whole number" + bounds(true);
        }
        if (value == double.class || value == Double.class) {
            return "number" + bounds(false);
        }
        if (value == Device.class) {
            return Device.FORM;
        }
        if (value == Duration.class) {
            return "duration such as 100ms, 30s, 5m, 24h";
        }
        return value == Path.class ? "path" : "text";
    }

    private String bounds(boolean whole) {
        var min = described.min();
        var max = described.max();
        if (min == Double.NEGATIVE_INFINITY) {
            return "";
        }
        return max == Double.POSITIVE_INFINITY
                ? ", " + number(min, whole) + " or more"
                : " from " + number(min, whole) + " to " + number(max, whole);
    }

    private static String number(double bound, boolean whole) {
        return whole || bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
