package dev.gleaner.inference.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.topology.classify.ExchangeText;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            thank you so much               | THANKS
            vielen Dank, das ist perfekt    | PRAISE
            谢谢你                            | THANKS
            ありがとう                        | THANKS
            it still does not work          | NOT_WORKING
            funktioniert immer noch nicht   | STILL
            всё равно ошибка                | ERROR
            I asked for three lines         | MEANT
            you forgot the title            | YOU_DID
            no, that's not right            | WRONG
            way too long                    | EXCESS
            ok but make it shorter          | CHANGE
            go ahead with option 2          | PROCEED
            are you sure?                   | DOUBT
            😂😂                             | LAUGH
            bye for now                     | FAREWELL
            since when is that allowed?     | RHETORICAL
            und wo bleibt der Rest?         | RHETORICAL
            ist das alles?                  | IS_THAT_ALL
            it should return four           | EXPECTED
            i'd rather have two columns     | PREFER
            keep in mind we are six         | REMIND
            my teacher says it is untrue    | OTHERS_SAY
            ok but in plain words           | PLAIN_WORDS
            now it crashes on start         | NEW_TROUBLE
            """)
    void shouldFindTheCueOfAFollowUp(String followUp, Cue cue) {
        assertThat(cues(reading("", "", followUp).cues)).contains(cue);
    }

    @Test
    void shouldFindNoComplaintInANewTask() {
        assertThat(cues(reading("", "", "please write a poem about rain").cues))
                .doesNotContain(Cue.NOT_WORKING, Cue.STILL, Cue.WRONG, Cue.ANGER, Cue.NO);
    }

    @Test
    void shouldTellPraiseFromNegatedPraise() {
        assertThat(cues(reading("", "", "this is not good").negatedCues)).contains(Cue.PRAISE);
        assertThat(cues(reading("", "", "no. this is good").negatedCues)).doesNotContain(Cue.PRAISE);
    }

    @Test
    void shouldKeepOpeningHeadAndTailApart() {
        Reading reading = reading("", "", "Thanks for that. It all runs. But the title is wrong");

        assertThat(cues(reading.openingCues)).contains(Cue.THANKS);
        assertThat(cues(reading.headCues)).contains(Cue.THANKS).doesNotContain(Cue.CONTRAST);
        assertThat(cues(reading.tailCues)).contains(Cue.CONTRAST, Cue.WRONG).doesNotContain(Cue.THANKS);
    }

    @Test
    void shouldSeeWhatTheResponseDoes() {
        Reading reading = reading("", "I've fixed the bug. Would you like me to add a test?", "yes");

        assertThat(reading.endShape(ResponseShape.CLAIMS_DONE)).isTrue();
        assertThat(reading.endShape(ResponseShape.OFFERS)).isTrue();
        assertThat(reading.endShape(ResponseShape.APOLOGISES)).isFalse();
        assertThat(reading.responseEndsAsking).isTrue();
    }

    @Test
    void shouldTellTalkAboutCodeFromOtherTalk() {
        assertThat(Register.of(reading("How do I boil an egg?", "Seven minutes in hot water.", "thanks")))
                .isEqualTo(Register.GENERAL);
        assertThat(Register.of(reading("fix it", "```java\nint a;\n```\nSee `App.java`", "still broken")))
                .isEqualTo(Register.CODING);
    }

    @Test
    void shouldReadAnExchangeOfEmptyTexts() {
        Reading reading = reading("", "", "");

        assertThat(reading.cues).isZero();
        assertThat(reading.followUp.count()).isZero();
    }

    private static Reading reading(String prompt, String response, String followUp) {
        return new Reading(new ExchangeText(prompt, response, followUp));
    }

    private static Set<Cue> cues(long bits) {
        Set<Cue> cues = EnumSet.noneOf(Cue.class);
        for (Cue cue : Cue.values()) {
            if (Lexicon.has(bits, cue)) {
                cues.add(cue);
            }
        }
        return cues;
    }
}
