package dev.gleaner.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gleaner.schema.LabellerKind;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.PairMethod;
import dev.gleaner.schema.SignalKind;
import dev.gleaner.topology.metrics.HarvestCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** REGENERATION and SIGNAL: what users do, beside what they write. */
class RegenerationAndSignalPairsTest {

    private static final String QUESTION = "Name a short walk near the lake.";
    private static final String FIRST = "Take the ferry to the island.";
    private static final String SECOND = "Walk the eastern shore from the pier to the mill, forty minutes.";

    private final HarvestRig rig = new HarvestRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldPairTheSiblingThatTheUserWentOnFromWithTheOther() {
        twoAnswers().user("u2", "Is there a café at the mill?", "a2");

        assertThat(rig.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.getMethod()).isEqualTo(PairMethod.REGENERATION);
            assertThat(pair.getPrompt()).extracting(Message::getContent).containsExactly(QUESTION);
            assertThat(pair.getChosen().getContent()).isEqualTo(SECOND);
            assertThat(pair.getRejected().getContent()).isEqualTo(FIRST);
            assertThat(pair.getConfidence()).isCloseTo(0.6 * 0.5 * 0.8, within(1e-9));
        });
    }

    @Test
    void shouldPairTheFirstSiblingIfTheUserGoesBackToIt() {
        twoAnswers().user("u2", "Thanks, the ferry it is", "a1");

        assertThat(rig.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.getChosen().getContent()).isEqualTo(FIRST);
            assertThat(pair.getConfidence()).isCloseTo(0.6 * 0.95, within(1e-9));
        });
    }

    @Test
    void shouldNotPairSiblingsIfTheOneGoneOnFromDrawsAComplaint() {
        twoAnswers().user("u2", "Wrong, the mill is closed.", "a2");

        assertThat(rig.pairs()).isEmpty();
    }

    @Test
    void shouldPairARatedSiblingWithTheOther() {
        twoAnswers().signal("s1", "THUMBS_UP", "a2");

        assertThat(rig.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.getMethod()).isEqualTo(PairMethod.REGENERATION);
            assertThat(pair.getConfidence()).isCloseTo(0.6 * 0.9, within(1e-9));
            assertThat(pair.getProvenance().getSignals()).containsExactly(SignalKind.THUMBS_UP);
            assertThat(pair.getProvenance().getLabellers())
                    .singleElement()
                    .satisfies(labeller -> assertThat(labeller.getKind()).isEqualTo(LabellerKind.SIGNAL));
        });
    }

    @Test
    void shouldPairOnceWhicheverThumbComesFirst() {
        twoAnswers().signal("s1", "THUMBS_DOWN", "a1").signal("s2", "THUMBS_UP", "a2");
        var downFirst = rig.pairs();
        try (var other = new HarvestRig()) {
            other.user("u1", QUESTION)
                    .assistant("a1", FIRST, "u1")
                    .assistant("a2", SECOND, "u1")
                    .signal("s3", "COPY", "a2")
                    .signal("s1", "THUMBS_DOWN", "a1");
            assertThat(other.pairs()).hasSize(1);
        }
        assertThat(downFirst).singleElement().satisfies(pair -> assertThat(pair.getConfidence())
                .isCloseTo(0.9 * 0.9, within(1e-9)));
    }

    @Test
    void shouldDropSiblingsThatAreBothPraised() {
        twoAnswers().signal("s1", "THUMBS_UP", "a1").user("u2", "Is there a café at the mill?", "a2");

        assertThat(rig.pairs())
                .extracting(pair -> pair.getChosen().getContent())
                .containsExactly(FIRST);
        assertThat(rig.count(HarvestCounter.PAIRS_DROPPED, "CONTRADICTED")).isEqualTo(1);
    }

    @Test
    void shouldChooseTheEditedAnswer() {
        rig.user("u1", QUESTION).assistant("a1", FIRST).edit("s1", "a1", "Take the early ferry to the island.");

        assertThat(rig.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.getMethod()).isEqualTo(PairMethod.SIGNAL);
            assertThat(pair.getChosen().getContent()).isEqualTo("Take the early ferry to the island.");
            assertThat(pair.getChosen().getTurnId()).isEmpty();
            assertThat(pair.getRejected().getContent()).isEqualTo(FIRST);
        });
    }

    @Test
    void shouldDropAnEditThatChangesNothing() {
        rig.user("u1", QUESTION).assistant("a1", FIRST).edit("s1", "a1", FIRST + "\n");

        assertThat(rig.pairs()).isEmpty();
        assertThat(rig.count(HarvestCounter.PAIRS_DROPPED, "NEARLY_EQUAL")).isEqualTo(1);
    }

    @Test
    void shouldPairARatedAnswerToAComplaintWithWhatDrewIt() {
        rig.user("u1", QUESTION)
                .assistant("a1", FIRST)
                .user("u2", "Wrong, I get seasick.")
                .assistant("a2", SECOND)
                .signal("s1", "THUMBS_UP", "a2");

        assertThat(rig.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.getMethod()).isEqualTo(PairMethod.SIGNAL);
            assertThat(pair.getRejected().getContent()).isEqualTo(FIRST);
            assertThat(pair.getProvenance().getLabellers()).hasSize(2);
        });
    }

    @Test
    void shouldChangeNothingOnADuplicateSignal() {
        rig.user("u1", QUESTION)
                .assistant("a1", FIRST)
                .edit("s1", "a1", "Swim.")
                .edit("s1", "a1", "Swim.");

        assertThat(rig.pairs()).hasSize(1);
        assertThat(rig.count(HarvestCounter.DUPLICATES, "SIGNAL")).isEqualTo(1);
    }

    @Test
    void shouldLetASignalWaitForItsResponse() {
        rig.user("u1", QUESTION).edit("s1", "a1", "Swim.").assistant("a1", FIRST);

        assertThat(rig.pairs()).hasSize(1);
        assertThat(rig.entries("waiting")).isZero();
    }

    @Test
    void shouldIgnoreASignalOnAUserTurn() {
        rig.user("u1", QUESTION).signal("s1", "THUMBS_UP", "u1");

        assertThat(rig.count(HarvestCounter.SIGNALS_IGNORED, "THUMBS_UP")).isEqualTo(1);
    }

    private HarvestRig twoAnswers() {
        return rig.user("u1", QUESTION).assistant("a1", FIRST, "u1").assistant("a2", SECOND, "u1");
    }
}
