package dev.gleaner.config;

import dev.gleaner.recipes.ask.Endpoint;
import dev.gleaner.recipes.ask.Manners;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the language models of one configuration are reached, and which they are.
 *
 * @param endpoint where they answer
 * @param manners how each is asked
 * @param expert writes better answers; empty for no EXPERT pairs
 * @param policy the model that pairs are to train; empty for no ON_POLICY pairs
 * @param judge compares answers; empty for no judgements
 * @param prompts folder with prompts over those that ship with Gleaner
 */
public record LanguageModels(
        Endpoint endpoint,
        Manners manners,
        Optional<String> expert,
        Optional<String> policy,
        Optional<String> judge,
        Optional<Path> prompts) {

    /** The environment variable that holds the key where no file does. */
    public static final String KEY_VARIABLE = "OPENAI_API_KEY";

    /**
     * Reads them.
     *
     * @param variable what {@value #KEY_VARIABLE} holds
     * @throws ConfigurationException if something is missing or cannot be used; never tells the key
     */
    public static LanguageModels of(GleanerConfig.Llm llm, Optional<String> variable) {
        var models = llm.models();
        if (models.expert().isEmpty() && models.policy().isEmpty()) {
            throw fault(
                    "llm.models.expert and llm.models.policy are not set: name at least one model that writes answers");
        }
        return new LanguageModels(
                endpoint(llm, variable),
                Manners.STANDARD
                        .withConcurrency(llm.concurrency())
                        .withPerSecond(llm.requestsPerSecond())
                        .withAttempts(llm.attempts()),
                models.expert(),
                models.policy(),
                models.judge(),
                llm.prompts());
    }

    private static Endpoint endpoint(GleanerConfig.Llm llm, Optional<String> variable) {
        var url = needed("llm.url", llm.url());
        var key = llm.keyFile().map(LanguageModels::keyOf).or(() -> variable.filter(value -> !value.isBlank()));
        try {
            return new Endpoint(new URI(url), key.map(String::strip), llm.timeout());
        } catch (URISyntaxException e) {
            throw fault("llm.url is no address of a service; give one like http://localhost:8000/v1");
        } catch (IllegalArgumentException e) {
            throw fault("llm: " + e.getMessage());
        }
    }

    private static String keyOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw fault("llm.key-file: " + file + " cannot be read");
        }
    }

    private static String needed(String name, Optional<String> value) {
        return value.orElseThrow(() -> fault(name + " is not set: set it in the file of --config, or as "
                + Property.named(name).environmentVariable()));
    }

    private static ConfigurationException fault(String sentence) {
        return new ConfigurationException(List.of(sentence));
    }
}
