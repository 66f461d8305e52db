package dev.gleaner.cli;

import dev.gleaner.inference.FeedbackModel;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the feedback model that was asked for. */
final class Models {

    private Models() {}

    /**
     * Opens a model.
     *
     * @param directory where it lies; nothing for the one that ships with Gleaner
     * @return to be closed by the caller
     */
    static FeedbackModel open(Optional<Path> directory) {
        return directory.map(FeedbackModel::open).orElseGet(FeedbackModel::bundled);
    }
}
