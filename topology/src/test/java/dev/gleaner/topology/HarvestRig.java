package dev.gleaner.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.LabelRequest;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.ResponseSignal;
import dev.gleaner.schema.serde.StateSerde;
import dev.gleaner.topology.classify.Batching;
import dev.gleaner.topology.deadletter.DeadLetterHandler;
import dev.gleaner.topology.generate.GenerationRules;
import dev.gleaner.topology.guard.InputForm;
import dev.gleaner.topology.guard.Limits;
import dev.gleaner.topology.metrics.HarvestCounter;
import dev.gleaner.topology.pair.PairingRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * The harvest on the test driver, with JSON on the way in, the scripted classifier, and a conversation that tests can hold. Record
 * time starts at {@link #START} and moves one second a record.
 */
final class HarvestRig implements AutoCloseable {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final String CONVERSATION = "c1";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TopicNames TOPICS = new TopicNames("");

    static final HarvestConfig CONFIG = config(new Limits(10_000, 50, 40_000, Duration.ofMinutes(5)), true);

    private final Path state;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> turns;
    private final TestInputTopic<byte[], byte[]> signals;
    private final TestInputTopic<byte[], byte[]> results;
    private final TestInputTopic<byte[], byte[]> llmVerdicts;
    private final TestOutputTopic<String, FeedbackVerdict> feedback;
    private final TestOutputTopic<String, PreferencePair> pairs;
    private final TestOutputTopic<String, LabelRequest> labelRequests;
    private final TestOutputTopic<String, GenerationRequest> generationRequests;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private Instant now = START;

    HarvestRig() {
        this(CONFIG);
    }

    HarvestRig(Batching batching) {
        this(CONFIG.with(batching));
    }

    HarvestRig(Limits limits, boolean labelRequests) {
        this(config(limits, labelRequests));
    }

    private static HarvestConfig config(Limits limits, boolean labelRequests) {
        return new HarvestConfig(
                TOPICS,
                InputForm.JSON,
                InputForm.JSON,
                limits,
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                Batching.NONE,
                PairingRules.DEFAULT,
                labelRequests,
                GenerationRules.DEFAULT,
                "gleaner/test");
    }

    HarvestRig(HarvestConfig config) {
        state = temporary();
        driver = new TopologyTestDriver(
                HarvestTopology.build(config, serdes(), new ScriptedClassifier()), properties(state), START);
        var bytes = new ByteArraySerializer();
        turns = driver.createInputTopic(TOPICS.conversationTurns(), bytes, bytes);
        signals = driver.createInputTopic(TOPICS.responseSignals(), bytes, bytes);
        results = driver.createInputTopic(TOPICS.generationResults(), bytes, bytes);
        llmVerdicts = driver.createInputTopic(TOPICS.llmVerdicts(), bytes, bytes);
        feedback = driver.createOutputTopic(
                TOPICS.feedback(),
                new StringDeserializer(),
                StateSerde.of(FeedbackVerdict.class).deserializer());
        pairs = driver.createOutputTopic(
                TOPICS.preferencePairs(),
                new StringDeserializer(),
                StateSerde.of(PreferencePair.class).deserializer());
        labelRequests = driver.createOutputTopic(
                TOPICS.labelRequests(),
                new StringDeserializer(),
                StateSerde.of(LabelRequest.class).deserializer());
        generationRequests = driver.createOutputTopic(
                TOPICS.generationRequests(),
                new StringDeserializer(),
                StateSerde.of(GenerationRequest.class).deserializer());
        deadLetters = driver.createOutputTopic(
                TOPICS.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("harvest");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HarvestSerdes serdes() {
        return new HarvestSerdes(
                StateSerde.of(ConversationTurn.class).deserializer(),
                StateSerde.of(ResponseSignal.class).deserializer(),
                StateSerde.of(FeedbackVerdict.class).serializer(),
                StateSerde.of(PreferencePair.class).serializer(),
                StateSerde.of(LabelRequest.class).serializer(),
                StateSerde.of(GenerationRequest.class).serializer(),
                StateSerde.of(GenerationResult.class).deserializer(),
                StateSerde.of(FeedbackVerdict.class).deserializer());
    }

    private static Properties properties(Path state) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "harvest-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, TOPICS.deadLetters());
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        return properties;
    }

    // ---- what happens in the conversation
    // ----------------------------------------------------------------------------------

    HarvestRig user(String id, String content) {
        return turn(turn(id, "user", content, null));
    }

    HarvestRig user(String id, String content, String parent) {
        return turn(turn(id, "user", content, parent));
    }

    HarvestRig assistant(String id, String content) {
        return turn(turn(id, "assistant", content, null));
    }

    HarvestRig assistant(String id, String content, String parent) {
        return turn(turn(id, "assistant", content, parent));
    }

    HarvestRig signal(String id, String kind, String response) {
        return signal(signal(id, kind, response, null));
    }

    HarvestRig edit(String id, String response, String content) {
        return signal(signal(id, "EDIT", response, content));
    }

    static Map<String, Object> turn(String id, String role, String content, @Nullable String parent) {
        var turn = new LinkedHashMap<String, Object>();
        turn.put("conversation_id", CONVERSATION);
        turn.put("turn_id", id);
        turn.put("role", role);
        turn.put("content", content);
        turn.put("created_at", "2026-01-01T00:00:00Z");
        if (parent != null) {
            turn.put("parent_turn_id", parent);
        }
        return turn;
    }

    private static Map<String, Object> signal(String id, String kind, String response, @Nullable String edited) {
        var signal = new LinkedHashMap<String, Object>();
        signal.put("conversation_id", CONVERSATION);
        signal.put("signal_id", id);
        signal.put("turn_id", response);
        signal.put("kind", kind);
        signal.put("created_at", START.toEpochMilli());
        if (edited != null) {
            signal.put("edited_content", edited);
        }
        return signal;
    }

    HarvestRig turn(Map<String, Object> turn) {
        return record(String.valueOf(turn.get("conversation_id")).getBytes(UTF_8), json(turn), new RecordHeaders());
    }

    HarvestRig record(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        turns.pipeInput(new TestRecord<>(key, value, headers, now));
        now = now.plusSeconds(1);
        return this;
    }

    HarvestRig signal(Map<String, Object> signal) {
        signals.pipeInput(CONVERSATION.getBytes(UTF_8), json(signal), now);
        now = now.plusSeconds(1);
        return this;
    }

    HarvestRig result(GenerationResult result) {
        return result(result.getRequest().getConversationId().getBytes(UTF_8), bytes(result));
    }

    static byte[] bytes(GenerationResult result) {
        return StateSerde.of(GenerationResult.class).serializer().serialize(TOPICS.generationResults(), result);
    }

    HarvestRig result(byte @Nullable [] key, byte @Nullable [] value) {
        results.pipeInput(key, value, now);
        now = now.plusSeconds(1);
        return this;
    }

    /** A verdict of a language model; it is stamped when it is written, whatever the time of its conversation. */
    HarvestRig llmVerdict(FeedbackVerdict verdict, Instant stamp) {
        llmVerdicts.pipeInput(
                verdict.getConversationId().getBytes(UTF_8),
                StateSerde.of(FeedbackVerdict.class).serializer().serialize(TOPICS.llmVerdicts(), verdict),
                stamp);
        return this;
    }

    /** Lets record time go by, as turns of other conversations make it. */
    HarvestRig later(Duration time) {
        now = now.plus(time);
        var other = turn("x" + now, "user", "Hello", null);
        other.put("conversation_id", "other");
        return turn(other);
    }

    /** Lets time go by until the next record. */
    HarvestRig idle(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** Lets time go by on the wall clock. */
    HarvestRig pause(Duration time) {
        driver.advanceWallClockTime(time);
        return this;
    }

    static byte[] json(Map<String, Object> value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- what comes of it
    // --------------------------------------------------------------------------------------------------

    List<PreferencePair> pairs() {
        return pairs.readValuesToList();
    }

    List<FeedbackVerdict> verdicts() {
        return feedback.readValuesToList();
    }

    List<LabelRequest> labelRequests() {
        return labelRequests.readValuesToList();
    }

    List<GenerationRequest> requests() {
        return generationRequests.readValuesToList();
    }

    /** Requests with key and time. */
    List<TestRecord<String, GenerationRequest>> requestRecords() {
        return generationRequests.readRecordsToList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return new ArrayList<>(deadLetters.readRecordsToList());
    }

    /** Verdicts with key and time. */
    List<TestRecord<String, FeedbackVerdict>> verdictRecords() {
        return feedback.readRecordsToList();
    }

    /** The reasons of the dead letters, in order. */
    List<String> rejections() {
        return deadLetters().stream()
                .map(letter -> header(letter, "gleaner.reason"))
                .toList();
    }

    static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    long count(HarvestCounter counter, String tagValue) {
        return driver.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().group().equals(HarvestCounter.GROUP))
                .filter(metric -> metric.getKey().name().equals(counter.metricName()))
                .filter(metric -> tagValue.equals(metric.getKey().tags().get(counter.tag())))
                .mapToLong(metric -> Math.round((Double) metric.getValue().metricValue()))
                .sum();
    }

    /** Number of entries in a store. */
    long entries(String store) {
        var entries = 0;
        try (var all = driver.getKeyValueStore(store).all()) {
            while (all.hasNext()) {
                all.next();
                entries++;
            }
        }
        return entries;
    }

    @Override
    public void close() {
        driver.close(); // removes its state, but for the folder itself
        try {
            Utils.delete(state.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
