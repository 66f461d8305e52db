package dev.gleaner.recipes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The prompts of all recipes: those of this program, or somebody's own in their place. */
public final class Prompts {

    /** Where a prompt says that the preferences go. */
    static final String PREFERENCES = "{preferences}";

    private static final String ENDING = ".txt";

    /** The recipes that have a prompt. */
    enum Recipe {
        PREFERENCES("preferences", "preferences-1"),
        EXPERT("expert", "expert-1"),
        ON_POLICY("on-policy", "on-policy-1"),
        JUDGE("judge", "judge-1"),
        REFUSAL("refusal", "refusal-1"),
        MODERATION("moderation", "moderation-1"),
        FEEDBACK("feedback", "feedback-1");

        private final String title;

        /** The text that ships with the program; one that says something else gets a new version, as pairs name it. */
        private final String version;

        Recipe(String title, String version) {
            this.title = title;
            this.version = version;
        }

        private String file() {
            return title + ENDING;
        }

        private boolean needsPreferences() {
            return this == EXPERT || this == ON_POLICY;
        }
    }

    private final Map<Recipe, Prompt> prompts;

    private Prompts(Map<Recipe, Prompt> prompts) {
        this.prompts = prompts;
    }

    /** The prompts that ship with the program. */
    public static Prompts bundled() {
        Map<Recipe, Prompt> prompts = new EnumMap<>(Recipe.class);
        for (Recipe recipe : Recipe.values()) {
            prompts.put(recipe, new Prompt(recipe.version, resource(recipe.version + ENDING)));
        }
        return new Prompts(prompts);
    }

    /**
     * Prompts of somebody's own where the folder has them, and the bundled ones for the other recipes.
     *
     * @param folder with files that are named after recipes: {@code judge.txt}. Other files than {@code .txt} are left alone
     * @throws IllegalArgumentException if it is no folder, has none, has one that no recipe is called after, or has one that cannot be read
     */
    public static Prompts from(Path folder) {
        Map<String, Recipe> recipes =
                Arrays.stream(Recipe.values()).collect(Collectors.toMap(Recipe::file, recipe -> recipe));
        Map<Recipe, Prompt> prompts = new EnumMap<>(bundled().prompts);
        List<Path> files = files(folder);
        for (Path file : files) {
            Recipe recipe = recipes.get(String.valueOf(file.getFileName()));
            if (recipe == null) {
                throw new IllegalArgumentException(file + " is named after no recipe; " + namesAllowed());
            }
            prompts.put(recipe, read(recipe, file));
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException(folder + " has no prompt; " + namesAllowed());
        }
        return new Prompts(prompts);
    }

    private static String namesAllowed() {
        return Arrays.stream(Recipe.values())
                .map(Recipe::file)
                .collect(Collectors.joining(", ", "prompts are called ", ""));
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("The folder of prompts " + folder + " cannot be read", e);
        }
    }

    private static Prompt read(Recipe recipe, Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("The prompt " + file + " is not UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("The prompt " + file + " cannot be read", e);
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException("The prompt " + file + " is empty");
        }
        if (recipe.needsPreferences() && !text.contains(PREFERENCES)) {
            throw new IllegalArgumentException(
                    "The prompt " + file + " does not say where the preferences go: it lacks " + PREFERENCES);
        }
        Prompt bundled = new Prompt(recipe.version, resource(recipe.version + ENDING));
        return text.equals(bundled.text()) ? bundled : Prompt.own(recipe.title, text);
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(Prompts.class.getResourceAsStream(name), () -> name + " is not in the jar")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The prompt " + name + " cannot be read", e);
        }
    }

    /** What the recipe tells its model. */
    Prompt of(Recipe recipe) {
        return Objects.requireNonNull(prompts.get(recipe), recipe.title);
    }
}
