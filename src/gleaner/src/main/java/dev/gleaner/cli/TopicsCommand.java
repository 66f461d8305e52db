package dev.gleaner.cli;

import dev.gleaner.config.Connections;
import dev.gleaner.topics.TopicCatalogue;
import dev.gleaner.topics.TopicPlan;
import dev.gleaner.topics.Topics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gleaner topics}. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the topics that Gleaner needs, compares a cluster with them, or makes those that are missing.",
            "Exit code 1 if a cluster differs after all. What differs is never changed."
        },
        footerHeading = "%n",
        footer = "Example: gleaner topics --config gleaner.yaml --create --replication 3")
final class TopicsCommand implements Callable<Integer> {

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @ArgGroup
    private @Nullable Action action;

    @Option(
            names = "--replication",
            paramLabel = "N",
            defaultValue = "-1",
            description = "Copies of each partition of a new topic (default: as the cluster has it).")
    private short replication;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of every new topic (default: as the catalogue says).")
    private @Nullable Integer partitions;

    /** What to do, other than to list. */
    private static final class Action {
        @Option(names = "--diff", required = true, description = "Compare the cluster with the catalogue.")
        private boolean diff;

        @Option(names = "--create", required = true, description = "Make what is missing, then compare.")
        private boolean create;
    }

    @Override
    public Integer call() throws Exception {
        var config = connection.config();
        var connections = new Connections(config);
        var catalogue = catalogue(connections.topics().prefix());
        try (var out = Output.to(null)) {
            if (action == null) {
                catalogue
                        .topics()
                        .forEach(topic -> out.line("%-4s %s (%d partitions, %s): %s"
                                .formatted(
                                        topic.direction(),
                                        topic.name(),
                                        topic.partitions(),
                                        topic.value(),
                                        topic.doc())));
                return 0;
            }
            ConnectionOptions.requireBroker(connections);
            try (var admin = Admin.create(connections.kafka())) {
                return compare(new Topics(admin, catalogue), action.create, out);
            }
        }
    }

    private TopicCatalogue catalogue(String prefix) {
        var catalogue = TopicCatalogue.load().withPrefix(prefix);
        return Optional.ofNullable(partitions).map(catalogue::withPartitions).orElse(catalogue);
    }

    private int compare(Topics topics, boolean create, Output out) throws Exception {
        var plan = topics.plan();
        if (create && !plan.missing().isEmpty()) {
            topics.create(plan.missing(), replication);
            plan.missing().forEach(topic -> out.line(topic.name() + ": made"));
            return report(new TopicPlan(List.of(), plan.differences()), out);
        }
        return report(plan, out);
    }

    private static int report(TopicPlan plan, Output out) {
        plan.missing().forEach(topic -> out.line(topic.name() + ": missing"));
        plan.differences().forEach(out::line);
        if (plan.isEmpty()) {
            out.line("All topics are as they should be");
            return 0;
        }
        return Sentences.FAILED;
    }
}
