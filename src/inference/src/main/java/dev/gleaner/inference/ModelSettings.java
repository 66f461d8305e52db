package dev.gleaner.inference;

/**
 * What an operator chooses for a model, without touching its directory.
 *
 * @param device where it is computed
 * @param decisions thresholds over those of the directory; where they change anything, the version of its verdicts says so
 * @param batching which exchanges of a batch go through the model together
 */
public record ModelSettings(Device device, DecisionOverride decisions, Batching batching) {

    /** What holds where nothing is chosen: any device, the directory's own thresholds, batches by length. */
    public static ModelSettings standard() {
        return on(new Device.Auto());
    }

    /** The standard on a device. */
    public static ModelSettings on(Device device) {
        return new ModelSettings(device, DecisionOverride.none(), Batching.BY_LENGTH);
    }
}
