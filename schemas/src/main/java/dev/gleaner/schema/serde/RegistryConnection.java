package dev.gleaner.schema.serde;

import java.util.List;
import java.util.Map;

/**
 * How to reach a registry that speaks the Confluent protocol.
 *
 * @param urls one or more, tried in turn
 * @param properties passed to the Confluent client as they are: {@code basic.auth.credentials.source},
 *     {@code basic.auth.user.info}, {@code schema.registry.ssl.truststore.location} and so on
 * @param autoRegister whether schemas that the registry does not have are registered; else that is an error
 */
public record RegistryConnection(List<String> urls, Map<String, String> properties, boolean autoRegister) {

    /** Checks that there is a registry to go to. */
    public RegistryConnection {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("A registry connection needs at least one URL");
        }
        urls = List.copyOf(urls);
        properties = Map.copyOf(properties);
    }

    /** Names the properties, but not their values, and leaves credentials out of URLs: these are secrets. */
    @Override
    public String toString() {
        return "registry "
                + urls.stream().map(url -> url.replaceFirst("//[^/@]*@", "//")).toList() + " with properties "
                + properties.keySet() + (autoRegister ? ", auto-register" : "");
    }
}
