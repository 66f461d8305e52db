package dev.gleaner.recipes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.recipes.Prompts.Recipe;
import dev.gleaner.recipes.ask.HostileText;
import dev.gleaner.recipes.ask.HostileText.Part;
import dev.gleaner.recipes.ask.LanguageModel;
import dev.gleaner.schema.Category;
import dev.gleaner.schema.CategoryProbabilities;
import dev.gleaner.schema.DialogueAttributes;
import dev.gleaner.schema.DialogueDomain;
import dev.gleaner.schema.DialogueIntent;
import dev.gleaner.schema.DialogueRelation;
import dev.gleaner.schema.FeedbackVerdict;
import dev.gleaner.schema.LabelRequest;
import dev.gleaner.schema.Labeller;
import dev.gleaner.schema.LabellerKind;
import dev.gleaner.schema.Polarity;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Has a model say what the classifier could not: which of the 18 categories of WildFeedback (arXiv 2408.15549) a follow-up shows, by their
 * definitions and without examples, which made such judgements worse (SPUR, arXiv 2403.12388); and domain, intent and relation to the
 * response, as WildFeedback labels them beside the feedback.
 *
 * <p>A model says which categories fire and how sure it is of them as a whole. That confidence stands as the probability of those that fire,
 * and what is left of 1 as that of the others.
 */
public final class FeedbackLabelling implements Labelling {

    /** No surer than a coin is no label. */
    private static final double COIN = 0.5;

    private final String model;
    private final Prompt prompt;
    private final ClosedQuestion<Label> question;

    /**
     * Labels by a model.
     *
     * @param model to ask
     * @param prompts say what it is to do
     * @param random draws the marks; one that cannot be foreseen and is safe for many threads
     */
    public FeedbackLabelling(LanguageModel model, Prompts prompts, RandomGenerator random) {
        this.model = model.name();
        this.prompt = prompts.of(Recipe.FEEDBACK);
        this.question =
                new ClosedQuestion<>(model, prompt, new HostileText(random), "label", Label.SCHEMA, Label::read);
    }

    @Override
    public FeedbackVerdict label(LabelRequest request) throws InterruptedException {
        List<Part> texts = List.of(
                Texts.answer("prompt", request.getPrompt()),
                Texts.answer("response", request.getResponse()),
                Texts.answer("follow-up", request.getFollowup()));
        return verdict(request, question.ask(texts).answer().filter(label -> label.confidence() > COIN));
    }

    private FeedbackVerdict verdict(LabelRequest request, Optional<Label> label) {
        return FeedbackVerdict.newBuilder()
                .setConversationId(request.getConversationId())
                .setFollowUpTurnId(request.getFollowUpTurnId())
                .setResponseTurnId(request.getResponseTurnId())
                .setPolarity(label.map(Label::polarity).orElse(Polarity.ABSTAINED))
                .setSatisfied(label.map(said -> said.probability(said.isSatisfied()))
                        .orElse(request.getProbabilitySatisfied()))
                .setDissatisfied(label.map(said -> said.probability(said.isDissatisfied()))
                        .orElse(request.getProbabilityDissatisfied()))
                .setBound(label.map(Label::bound).orElse(true))
                .setCategories(categories(label))
                .setConfidence(label.map(Label::confidence).orElse(COIN))
                .setLabeller(new Labeller(LabellerKind.LLM, model, prompt.version()))
                .setObservedAt(request.getObservedAt())
                .setSubjectId(request.getSubjectId().orElse(null))
                .setTenant(request.getTenant().orElse(null))
                .setLanguage(request.getLanguage().orElse(null))
                .setDialogue(label.map(Label::dialogue).orElse(null))
                .build();
    }

    /** Where the model abstains none is said to fire. */
    private static CategoryProbabilities categories(Optional<Label> label) {
        CategoryProbabilities categories = new CategoryProbabilities();
        for (Category category : Category.values()) {
            double probability = label.map(
                            said -> said.probability(said.categories().contains(category)))
                    .orElse(0.0);
            categories.put(category.ordinal(), (float) probability);
        }
        return categories;
    }

    /** What a model says of an exchange. */
    private record Label(boolean bound, Set<Category> categories, double confidence, DialogueAttributes dialogue) {

        static final Map<String, Object> SCHEMA = Map.of(
                "type",
                "object",
                "properties",
                Map.of(
                        "bound", Map.of("type", "boolean"),
                        "categories", Map.of("type", "array", "items", oneOf(Category.class)),
                        "confidence", Map.of("type", "number"),
                        "domain", oneOf(DialogueDomain.class),
                        "intent", oneOf(DialogueIntent.class),
                        "relation", oneOf(DialogueRelation.class)),
                "required",
                List.of("bound", "categories", "confidence", "domain", "intent", "relation"),
                "additionalProperties",
                false);

        private static Map<String, Object> oneOf(Class<? extends Enum<?>> names) {
            return Map.of(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(names.getEnumConstants()).map(Enum::name).toList());
        }

        /** Empty for what is outside the set. */
        static Optional<Label> read(JsonNode json) {
            JsonNode bound = json.path("bound");
            JsonNode confidence = json.path("confidence");
            double sure = confidence.doubleValue();
            if (!bound.isBoolean() || !confidence.isNumber() || !(sure >= 0 && sure <= 1)) {
                return Optional.empty();
            }
            return categories(json.path("categories")).flatMap(categories -> dialogue(json)
                    .map(dialogue -> new Label(bound.booleanValue(), categories, sure, dialogue)));
        }

        private static Optional<Set<Category>> categories(JsonNode names) {
            if (!names.isArray()) {
                return Optional.empty();
            }
            Set<Category> categories = EnumSet.noneOf(Category.class);
            for (JsonNode name : names) {
                Optional<Category> category = named(Category.class, name);
                if (category.isEmpty()) {
                    return Optional.empty();
                }
                categories.add(category.get());
            }
            return Optional.of(categories);
        }

        private static Optional<DialogueAttributes> dialogue(JsonNode json) {
            return named(DialogueDomain.class, json.path("domain"))
                    .flatMap(domain -> named(DialogueIntent.class, json.path("intent"))
                            .flatMap(intent -> named(DialogueRelation.class, json.path("relation"))
                                    .map(relation -> new DialogueAttributes(domain, intent, relation))));
        }

        private static <E extends Enum<E>> Optional<E> named(Class<E> type, JsonNode name) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> name.isTextual() && constant.name().equals(name.textValue()))
                    .findFirst();
        }

        double probability(boolean said) {
            return said ? confidence : 1 - confidence;
        }

        boolean isSatisfied() {
            return categories.stream().anyMatch(category -> !isComplaint(category));
        }

        boolean isDissatisfied() {
            return categories.stream().anyMatch(Label::isComplaint);
        }

        /** The rubric lists the satisfied categories first. */
        private static boolean isComplaint(Category category) {
            return category.compareTo(Category.NEGATIVE_FEEDBACK) >= 0;
        }

        Polarity polarity() {
            if (isSatisfied()) {
                return isDissatisfied() ? Polarity.MIXED : Polarity.SATISFIED;
            }
            return isDissatisfied() ? Polarity.DISSATISFIED : Polarity.NONE;
        }
    }
}
