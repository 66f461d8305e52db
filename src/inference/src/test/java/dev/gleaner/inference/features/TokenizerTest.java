package dev.gleaner.inference.features;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            textBlock =
                    """
            It doesn’t WORK!!!!!!     | it doesn't work !!!
            sooooo good               | soo good
            see https://a.example/x?y | see <url>
            open src/main/App.java.   | open <path> .
            look at @notes.md, please | look at <at> , please
            run `make all` now        | run <code> now
            the userName in my_table  | the <name> in <name>
            3 of 1,200.50 items       | 9 of 9 items
            e.g. and/or               | e . g . and / or
            太长了，不对                | 太 长 了 ， 不 对
            बहुत अच्छा                  | बहुत अच्छा
            great 👍👍👍👍 ok          | great 👍 ok
            """)
    void shouldNormaliseWordsAndNameReferencesByKind(String text, String tokens) {
        assertThat(Tokenizer.read(text)).hasToString(tokens);
    }

    @Test
    void shouldEndSentencesAtMarksAndLineBreaksButNotWithinNumbers() {
        Tokens tokens = Tokenizer.read("Thanks! Version 1.2 works\nnext one");

        assertThat(tokens.sentences()).isEqualTo(3);
        assertThat(tokens.sentenceStart(1)).isEqualTo(2);
        assertThat(tokens.sentenceStart(2)).isEqualTo(5);
        assertThat(tokens.sentenceStart(3)).isEqualTo(tokens.count());
    }

    @Test
    void shouldHashTheSameWordsAlikeWhereverTheyStand() {
        Tokens here = Tokenizer.read("please try again");
        Tokens there = Tokenizer.read("again: Try  AGAIN");

        assertThat(there.hash(7, 2, 4)).isEqualTo(here.hash(7, 1, 3)).isNotEqualTo(here.hash(8, 1, 3));
    }

    @Property
    void shouldReadAnyTextToTheEnd(@ForAll String text) {
        Tokens tokens = Tokenizer.read(text);

        assertThat(tokens.toString().isBlank()).isEqualTo(tokens.count() == 0);
        for (int token = 0; token < tokens.count(); token++) {
            assertThat(tokens.size(token)).isPositive();
        }
    }
}
