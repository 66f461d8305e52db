package dev.gleaner.training;

import java.util.List;

/**
 * What the label files hold.
 *
 * @param exchanges in the order of files and lines
 * @param ungrouped how many lines name neither source nor conversation, so that each had to be a group of its own
 */
public record Labels(List<LabelledExchange> exchanges, int ungrouped) {

    /** Keeps the list as it is now. */
    public Labels {
        exchanges = List.copyOf(exchanges);
    }
}
