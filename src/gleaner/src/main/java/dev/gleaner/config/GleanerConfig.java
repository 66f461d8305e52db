package dev.gleaner.config;

import dev.gleaner.inference.Device;
import dev.gleaner.topology.guard.InputForm;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that an operator can set. In the YAML file the names stand as they are here; system properties carry the prefix
 * {@code gleaner.}, environment variables {@code GLEANER_}.
 */
@ConfigMapping(prefix = GleanerConfig.PREFIX)
public interface GleanerConfig {

    /** What stands before every name outside the YAML file. */
    String PREFIX = "gleaner";

    @Described("Names the service to Kafka: group, transactions and internal topics begin with it. "
            + "Instances of one name share the work.")
    @WithDefault("gleaner-harvest")
    String applicationId();

    /** The cluster. */
    Kafka kafka();

    /** The schema registry. */
    Registry registry();

    /** The names of our topics. */
    Topics topics();

    /** The form of what comes in. */
    Input input();

    /** What may come in. */
    Limits limits();

    /** How turns are put together. */
    Assemble assemble();

    /** When a pair is made. */
    Pairing pairing();

    /** When a language model is asked for a better answer. */
    Generation generation();

    /** The feedback model. */
    Model model();

    /** What becomes of its verdicts beside pairs. */
    Feedback feedback();

    /** The language models that the worker asks. */
    Llm llm();

    /** Kafka Streams. */
    Streams streams();

    /** Health and metrics. */
    Http http();

    /** The end. */
    Shutdown shutdown();

    /** The cluster. */
    interface Kafka {
        @Described("Brokers to ask first, as host:port; 4.0 or newer. Needed by all that uses Kafka.")
        Optional<List<String>> bootstrapServers();

        @Described(
                "Passed to every Kafka client as it is: security.protocol, sasl.jaas.config, ssl.truststore.location and so on.")
        Map<String, String> properties();
    }

    /** The schema registry. */
    interface Registry {
        @Described("Where a registry that speaks the Confluent protocol answers, one URL or several. "
                + "Needed by all that reads or writes Avro.")
        Optional<List<String>> urls();

        @Described("Passed to the Confluent client as it is: basic.auth.credentials.source, basic.auth.user.info, "
                + "schema.registry.ssl.truststore.location and so on.")
        Map<String, String> properties();

        @Described("Whether schemas that the registry does not have are registered; else that is an error.")
        @WithDefault("false")
        boolean autoRegister();
    }

    /** The names of our topics. */
    interface Topics {
        @Described("Stands before the name of every topic; may be empty.")
        @WithDefault("gleaner.")
        @WithConverter(TopicPrefix.class)
        String prefix();
    }

    /** The form of what comes in. */
    interface Input {
        @Described("Form of conversation-turns, where a record's content-type header does not say otherwise.")
        @WithDefault("avro")
        InputForm turns();

        @Described("Form of response-signals, where a record's content-type header does not say otherwise.")
        @WithDefault("avro")
        InputForm signals();
    }

    /** What may come in. */
    interface Limits {
        @Described(value = "Content of one turn, bytes in UTF-8.", min = 1)
        @WithDefault("262144")
        int contentBytes();

        @Described(value = "Turns of one conversation.", min = 1)
        @WithDefault("2000")
        int conversationTurns();

        @Described(value = "Content of one conversation, bytes in UTF-8.", min = 1)
        @WithDefault("8388608")
        long conversationBytes();

        @Described("How far created_at may lie ahead of the clock.")
        @WithDefault("5m")
        @WithConverter(PlainDuration.class)
        Duration clockSkew();
    }

    /** How turns are put together. */
    interface Assemble {
        @Described("How long an arrival waits for the turn it refers to, before it goes on alone; in record time.")
        @WithDefault("1m")
        @WithConverter(PlainDuration.class)
        Duration waitForParent();

        @Described("After how long without an arrival a conversation is forgotten; in record time.")
        @WithDefault("24h")
        @WithConverter(PlainDuration.class)
        Duration idleAfter();
    }

    /** When a pair is made. */
    interface Pairing {
        @Described(value = "Least probability of dissatisfaction for a complaint to count.", min = 0, max = 1)
        @WithDefault("0.5")
        double minimumComplaint();

        @Described(value = "Similarity from which two answers count as the same.", min = 0, max = 1)
        @WithDefault("0.9")
        double nearlyEqual();

        @Described(
                value = "Least similarity of the two answers, or of the new answer and the prompt, for one topic.",
                min = 0,
                max = 1)
        @WithDefault("0.15")
        double sameTopic();

        @Described(value = "Most bytes of UTF-8 in all messages of a prompt together.", min = 1)
        @WithDefault("524288")
        int promptBytes();
    }

    /** When a language model is asked for a better answer. */
    interface Generation {
        @Described("Whether complaints that bring no better answer go to generation-requests, for the LLM worker. "
                + "They hold the users' text.")
        @WithDefault("false")
        boolean requests();

        @Described("How long a complaint waits for a better answer in its own conversation, before a language model is "
                + "asked; in record time. At least 1ms and shorter than assemble.idle-after.")
        @WithDefault("10m")
        @WithConverter(PlainDuration.class)
        Duration waitForRevision();

        @Described(
                "Tenants for whose conversations no language model is asked. Requests that are in the topic already are answered with "
                        + "TENANT_OFF. Unset: none.")
        Optional<List<String>> tenantsOff();
    }

    /** The feedback model. */
    interface Model {
        @Described(
                "Folder of the feedback model, with model.onnx and config.json. Unset: the model that ships with Gleaner.")
        Optional<Path> directory();

        @Described(
                "Where the model is computed; auto takes the first CUDA device where there is one and the model gains "
                        + "from it, else the CPU. CUDA needs a build with -Pgpu.")
        @WithDefault("auto")
        @WithConverter(DeviceName.class)
        Device device();

        @Described(
                value = "Exchanges that are classified at once; 1 lets none wait for others. "
                        + "Unset: 64 on a CUDA device, 1 on the CPU.",
                min = 1)
        Optional<Integer> batchSize();

        @Described("Longest time that an exchange waits for others to be classified with, at least 1ms.")
        @WithDefault("20ms")
        @WithConverter(PlainDuration.class)
        Duration batchWait();

        /** When a follow-up counts as satisfied. */
        Band satisfied();

        /** When a follow-up counts as dissatisfied. */
        Band dissatisfied();

        @Described(
                value = "From this probability on a follow-up counts as being about the response. "
                        + "Unset: as the model has it.",
                min = 0,
                max = 1)
        Optional<Double> boundThreshold();
    }

    /** The ends of an abstain band. */
    interface Band {
        @Described(
                value = "Lower end of the abstain band: below it the answer is no. Unset: as the model has it. "
                        + "Where it changes anything, the version in verdicts says so.",
                min = 0,
                max = 1)
        Optional<Double> from();

        @Described(
                value = "Upper end of the abstain band: from it on the answer is yes. Unset: as the model has it. "
                        + "Where it changes anything, the version in verdicts says so.",
                min = 0,
                max = 1)
        Optional<Double> to();
    }

    /** What becomes of verdicts beside pairs. */
    interface Feedback {
        @Described(
                "Whether exchanges on which the model abstains go to label-requests, for people or a teacher to label. "
                        + "They hold the users' text.")
        @WithDefault("false")
        boolean labelRequests();
    }

    /** The language models that the worker asks. */
    interface Llm {
        @Described("Where a service answers that speaks OpenAI's chat completions, up to and with its version: "
                + "http://localhost:8000/v1. Needed by `gleaner work`. The users' text is sent there.")
        Optional<String> url();

        @Described("File that holds the key of the service, alone. "
                + "Unset: the variable OPENAI_API_KEY; where that is unset too, none. Never printed.")
        Optional<Path> keyFile();

        /** Which models are asked for what. */
        Models models();

        @Described(
                "Whether the worker answers label-requests too: a model says what the follow-up says where the feedback model "
                        + "abstained. Takes feedback.label-requests in the harvest. The judge is asked, or else the expert, or the policy model.")
        @WithDefault("false")
        boolean labelFeedback();

        @Described(
                value = "Requests that are answered at once, and questions to one model that are under way at once.",
                min = 1)
        @WithDefault("32")
        int concurrency();

        @Described(value = "Questions to one model that may be begun in a second; 0 for as many as there are.", min = 0)
        @WithDefault("0")
        double requestsPerSecond();

        @Described("Longest time to wait for one answer.")
        @WithDefault("2m")
        @WithConverter(PlainDuration.class)
        Duration timeout();

        @Described(
                value = "Failures at one question after which its request goes to the dead letters. "
                        + "A service that is away, or busy, is waited for and uses none up.",
                min = 1)
        @WithDefault("5")
        int attempts();

        @Described(
                value =
                        "Tokens that this worker may spend in a day of UTC, read and written together, over all models; 0 for no limit. "
                                + "When they are spent, requests stay in their topic until midnight.",
                min = 0)
        @WithDefault("0")
        long dailyTokenBudget();

        @Described(
                "Tenants whose conversations are not sent to any model; their requests are answered with TENANT_OFF.")
        Optional<List<String>> tenantsOff();

        @Described("Folder with prompts of your own, under the names of those that ship with Gleaner. Unset: those.")
        Optional<Path> prompts();
    }

    /** Which models are asked for what, as the service names them. */
    interface Models {
        @Described("Writes better answers. Unset: no EXPERT pairs. `gleaner work` needs this one or the policy model.")
        Optional<String> expert();

        @Described("The model that the pairs are to train: answers with the user's preferences and without. "
                + "Unset: no ON_POLICY pairs; they need a judge too.")
        Optional<String> policy();

        @Described(
                "Compares two answers by the user's preferences, and reads feedback, for which else the expert is asked. "
                        + "Unset: no judgements.")
        Optional<String> judge();
    }

    /** Kafka Streams. */
    interface Streams {
        @Described(value = "Stream threads of this instance.", min = 1)
        @WithDefault("2")
        int threads();

        @Described(value = "Copies of the state on other instances, for a quick take-over.", min = 0)
        @WithDefault("1")
        int standbys();

        @Described("Folder of the state. Keep it over a restart, or the state is read back from Kafka.")
        @WithDefault("gleaner-state")
        Path stateDir();

        @Described("Time between commits: what was read since the last one becomes visible with the next.")
        @WithDefault("100ms")
        @WithConverter(PlainDuration.class)
        Duration commitInterval();

        @Described(
                "Fixed name of this instance in its group (static membership), so that a short restart moves no work. Unset: none.")
        Optional<String> groupInstanceId();

        @Described(value = "Memory outside the heap for all state stores together, bytes.", min = 16_777_216)
        @WithDefault("134217728")
        long storeMemoryBytes();

        @Described("Passed to Kafka Streams as it is, over what Gleaner sets.")
        Map<String, String> properties();
    }

    /** Health and metrics. */
    interface Http {
        @Described("Address on which /health/live, /health/ready and /metrics answer.")
        @WithDefault("0.0.0.0")
        String host();

        @Described(value = "Port of it; 0 takes a free one.", min = 0, max = 65_535)
        @WithDefault("8080")
        int port();
    }

    /** The end. */
    interface Shutdown {
        @Described(
                "Longest time that a clean stop may take; after it the exit code is 1. Keep it above 20s, the longest wait for a registry.")
        @WithDefault("30s")
        @WithConverter(PlainDuration.class)
        Duration timeout();
    }
}
