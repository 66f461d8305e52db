package dev.gleaner.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gleaner.topology.TopicNames;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicCatalogueTest {

    private static final String GOOD =
            """
            - name: turns
              doc: What was said.
              direction: in
              key: id
              value: Turn
              partitions: 6
              config: {retention.ms: 1000}
            """;

    @Test
    void shouldListTheTopicsThatTheHarvestNames() {
        var names = new TopicNames("acme.");

        assertThat(TopicCatalogue.load().withPrefix("acme.").topics())
                .extracting(TopicSpec::name)
                .containsExactlyInAnyOrder(
                        names.conversationTurns(),
                        names.responseSignals(),
                        names.feedback(),
                        names.preferencePairs(),
                        names.labelRequests(),
                        names.generationRequests(),
                        names.generationResults(),
                        names.llmVerdicts(),
                        names.deadLetters());
    }

    @Test
    void shouldNameASchemaThatIsThereForEveryValue() {
        assertThat(TopicCatalogue.load().topics())
                .extracting(TopicSpec::value)
                .filteredOn(value -> !value.equals("bytes"))
                .allSatisfy(value ->
                        assertThat(Class.forName("dev.gleaner.schema." + value)).isNotNull());
    }

    @Test
    void shouldReadSettingsAsText() throws Exception {
        assertThat(parse(GOOD).topics()).singleElement().satisfies(topic -> assertThat(topic.config())
                .containsEntry("retention.ms", "1000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "doc: What was said. | | of a topic, 'doc' is missing",
                "partitions: 6 | partitions: 0 | at least one partition",
                "partitions: 6 | partitions: many | of a topic, 'partitions' is missing or of the wrong kind",
                "direction: in | direction: sideways | is in, out, inner or back, not sideways",
            })
    void shouldSayWhatIsWrongWithAFile(String line, String instead, String says) {
        String yaml = instead == null ? GOOD.replace("  " + line + "\n", "") : GOOD.replace(line, instead);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(yaml))
                .withMessageMatching("(?s)topics.yaml, near line \\d+: .*")
                .withMessageContaining(says);
    }

    @Test
    void shouldRefuseAKeyThatNobodyReads() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(GOOD + "  retention: 6\n"))
                .withMessageContaining("a topic has no 'retention'");
    }

    @Test
    void shouldRefuseATopicListedTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(GOOD + GOOD))
                .withMessageContaining("twice");
    }

    private static TopicCatalogue parse(String yaml) throws Exception {
        return TopicCatalogue.parse(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
