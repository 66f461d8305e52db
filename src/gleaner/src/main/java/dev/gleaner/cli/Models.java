package dev.gleaner.cli;

import dev.gleaner.config.GleanerConfig;
import dev.gleaner.inference.Batching;
import dev.gleaner.inference.DecisionOverride;
import dev.gleaner.inference.DecisionOverride.Ends;
import dev.gleaner.inference.FeedbackModel;
import dev.gleaner.inference.ModelSettings;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the feedback model that was asked for. */
final class Models {

    private Models() {}

    /**
     * Opens a model with the standard settings.
     *
     * @param directory where it lies; nothing for the one that ships with Gleaner
     * @return to be closed by the caller
     */
    static FeedbackModel open(Optional<Path> directory) {
        return open(directory, ModelSettings.standard());
    }

    /**
     * Opens the model of a configuration.
     *
     * @return to be closed by the caller
     */
    static FeedbackModel open(GleanerConfig.Model config) {
        var decisions =
                new DecisionOverride(ends(config.satisfied()), ends(config.dissatisfied()), config.boundThreshold());
        return open(config.directory(), new ModelSettings(config.device(), decisions, Batching.BY_LENGTH));
    }

    private static Ends ends(GleanerConfig.Band band) {
        return new Ends(band.from(), band.to());
    }

    private static FeedbackModel open(Optional<Path> directory, ModelSettings settings) {
        return directory
                .map(folder -> FeedbackModel.open(folder, settings))
                .orElseGet(() -> FeedbackModel.bundled(settings));
    }
}
