package dev.gleaner.bench.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gleaner.bench.stage.Stage;
import dev.gleaner.bench.stage.StrictProducer;
import dev.gleaner.schema.Answer;
import dev.gleaner.schema.CategoryProbabilities;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.Labeller;
import dev.gleaner.schema.LabellerKind;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.Polarity;
import dev.gleaner.schema.Role;
import dev.gleaner.topology.TopicNames;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Generation requests as the harvest emits them, about made-up complaints. */
final class MadeUpRequests {

    private static final Labeller LABELLER = new Labeller(LabellerKind.CLASSIFIER, "made-up", "1");

    private MadeUpRequests() {}

    /** Puts so many requests into their topic, and gives them. */
    static List<GenerationRequest> send(Stage stage, TopicNames topics, String prefix, int count) {
        var requests = IntStream.range(0, count)
                .mapToObj(number -> request(prefix + number))
                .toList();
        try (var producer = new StrictProducer<>(new KafkaProducer<>(
                stage.kafka(), new StringSerializer(), stage.serdes().serializer(GenerationRequest.class)))) {
            requests.forEach(request -> producer.send(
                    new ProducerRecord<>(topics.generationRequests(), request.getConversationId(), request)));
        }
        return requests;
    }

    private static GenerationRequest request(String name) {
        return GenerationRequest.newBuilder()
                .setRequestId(
                        UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString().replace("-", ""))
                .setConversationId("chat-" + name)
                .setPrompt(List.of(new Message(Role.USER, "How long do I boil potatoes for salad " + name + "?")))
                .setRejected(new Answer("Boil them for five minutes.", "small-1", "a1"))
                .setFeedback(List.of("Wrong, they were raw."))
                .setVerdicts(List.of(verdict("chat-" + name)))
                .setPipeline("gleaner/bench")
                .setObservedAt(Instant.EPOCH)
                .build();
    }

    private static FeedbackVerdict verdict(String conversation) {
        return FeedbackVerdict.newBuilder()
                .setConversationId(conversation)
                .setFollowUpTurnId("u2")
                .setResponseTurnId("a1")
                .setPolarity(Polarity.DISSATISFIED)
                .setSatisfied(0.02)
                .setDissatisfied(0.9)
                .setBound(true)
                .setCategories(noCategories())
                .setConfidence(0.9)
                .setLabeller(LABELLER)
                .setObservedAt(Instant.EPOCH)
                .build();
    }

    private static CategoryProbabilities noCategories() {
        IndexedRecord categories = new CategoryProbabilities();
        categories.getSchema().getFields().forEach(field -> categories.put(field.pos(), 0f));
        return (CategoryProbabilities) categories;
    }
}
