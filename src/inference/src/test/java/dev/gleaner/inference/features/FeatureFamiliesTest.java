package dev.gleaner.inference.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gleaner.topology.classify.ExchangeText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureFamiliesTest {

    private static final String OFFER = "Would you like me to go on?";
    private static final String CLAIM = "I've fixed it, it works now.";

    @Test
    void shouldCountRunsOfOneToThreeWords() {
        assertThat(features(new WordFamily(), "", "not bad at all")).hasSize(4 + 3 + 2);
    }

    @Test
    void shouldShareCharacterRunsBetweenAWordAndItsMisspelling() {
        Map<Integer, Float> right = features(new CharacterFamily(), "", "thanks");
        Map<Integer, Float> wrong = features(new CharacterFamily(), "", "thankss");

        assertThat(right.keySet().stream().filter(wrong::containsKey).count()).isGreaterThan(right.size() / 2);
    }

    @Test
    void shouldSetHeadAndTailApart() {
        assertThat(features(PlaceFamily.head(), "", "good start. bad end").keySet())
                .isEqualTo(features(PlaceFamily.head(), "", "good start. other words")
                        .keySet())
                .doesNotContainAnyElementsOf(
                        features(PlaceFamily.tail(), "", "good start. bad end").keySet());
    }

    @Test
    void shouldGiveANegatedWordAFeatureOfItsOwn() {
        assertThat(features(new NegationFamily(), "", "it works")).isEmpty();
        assertThat(features(new NegationFamily(), "", "it never works")).hasSize(1);
    }

    @Test
    void shouldReadTheSameYesInAnotherWayAfterAnOfferThanAfterAClaim() {
        assertThat(features(new CrossingFamily(), OFFER, "yes").keySet())
                .doesNotContainAnyElementsOf(
                        features(new CrossingFamily(), CLAIM, "yes").keySet());
    }

    @Test
    void shouldSeeThatARequestIsRepeated() {
        ExchangeText repeated = new ExchangeText("sort the list by date", "Here it is.", "Sort the list by date!");
        ExchangeText moved = new ExchangeText("sort the list by date", "Here it is.", "what is the capital of Peru?");

        assertThat(sum(new OverlapFamily(), repeated)).isNotEqualTo(sum(new OverlapFamily(), moved));
    }

    @Test
    void shouldTellAReminderFromTalkAboutTheResponse() {
        String prompt = "plan a dinner, two guests eat vegetarian";
        String response = "Serve salmon with potatoes.";

        assertThat(topic(prompt, response, "and the vegetarian guests?"))
                .isNotEqualTo(topic(prompt, response, "and the salmon potatoes?"));
    }

    @Test
    void shouldTellAnAnswerFromAQuestionLeftUnanswered() {
        String prompt = "name my bakery";
        String response = "Do you want a French or an English name?";

        assertThat(topic(prompt, response, "rather a French name"))
                .isNotEqualTo(topic(prompt, response, "rather cold weather today"));
    }

    @Test
    void shouldFindRephrasedRequestsAlike() {
        ExchangeText again = new ExchangeText("get the length of an array", "r", "how to get an array's length");
        ExchangeText other = new ExchangeText("get the length of an array", "r", "now write the tests for it all");

        assertThat(sum(new SimilarityFamily(), again)).isGreaterThan(sum(new SimilarityFamily(), other));
    }

    @Test
    void shouldReadTheSameBuildOfASentenceWhateverItSpeaksOf() {
        assertThat(features(new SkeletonFamily(), "", "can you make the zebra bluish ?"))
                .isEqualTo(features(new SkeletonFamily(), "", "can you make the header roundish ?"));
    }

    @Test
    void shouldFindTheVerbBehindThePoliteness() {
        Map<Integer, Float> plain = features(new RequestFamily(), "", "shorten it");
        Map<Integer, Float> polite = features(new RequestFamily(), "", "ok now can you please shorten it");

        assertThat(polite.keySet().stream().filter(plain::containsKey).count()).isGreaterThan(plain.size() / 2);
    }

    @Test
    void shouldTellShorteningItFromShorteningANewText() {
        assertThat(features(new RequestFamily(), "", "shorten it").keySet())
                .isNotEqualTo(
                        features(new RequestFamily(), "", "shorten an essay").keySet());
    }

    @Test
    void shouldWeighAnErrorAfterAClaimAsAFeatureOfItsOwn() {
        assertThat(features(new EvidenceFamily(), CLAIM, "Error: no such table").keySet())
                .isNotEqualTo(features(new EvidenceFamily(), OFFER, "Error: no such table")
                        .keySet());
    }

    @ParameterizedTest
    @MethodSource("countedFamilies")
    void shouldScaleACountedFamilyToTheSameLengthWhateverTheText(FeatureFamily family) {
        assertThat(length(features(family, OFFER, "yes but no")))
                .isCloseTo(length(features(family, OFFER, "yes ".repeat(40) + "but no, not at all")), within(1e-5));
    }

    static List<FeatureFamily> countedFamilies() {
        return List.of(
                new WordFamily(),
                new CharacterFamily(),
                PlaceFamily.head(),
                PlaceFamily.tail(),
                new OpeningFamily(),
                new SkeletonFamily(),
                new CrossingFamily(),
                new ResponseWordFamily());
    }

    private static double length(Map<Integer, Float> features) {
        return Math.sqrt(
                features.values().stream().mapToDouble(value -> value * value).sum());
    }

    private static Map<Integer, Float> topic(String prompt, String response, String followUp) {
        return features(new TopicFamily(), new ExchangeText(prompt, response, followUp));
    }

    private static double sum(FeatureFamily family, ExchangeText exchange) {
        return features(family, exchange).values().stream()
                .mapToDouble(Float::doubleValue)
                .sum();
    }

    private static Map<Integer, Float> features(FeatureFamily family, String response, String followUp) {
        return features(family, new ExchangeText("", response, followUp));
    }

    private static Map<Integer, Float> features(FeatureFamily family, ExchangeText exchange) {
        FeatureSink sink = new FeatureSink(1 << 24);
        sink.startExchange(0);
        sink.startFamily(family.name());
        family.collect(new Reading(exchange), sink);
        Map<Integer, Float> features = new TreeMap<>();
        for (int slot = 0; slot < sink.size(); slot++) {
            features.merge(sink.ids()[slot], sink.values()[slot], Float::sum);
        }
        return features;
    }
}
