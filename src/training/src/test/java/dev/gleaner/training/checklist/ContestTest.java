package dev.gleaner.training.checklist;

import static dev.gleaner.training.checklist.Scripted.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gleaner.recipes.PairwiseJudge;
import dev.gleaner.recipes.ask.LanguageModel;
import dev.gleaner.recipes.ask.Tokens;
import dev.gleaner.recipes.ask.UnansweredException;
import dev.gleaner.recipes.ask.UnansweredException.Cause;
import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.schema.Role;
import dev.gleaner.training.checklist.Scripted.Judge;
import dev.gleaner.training.checklist.Scripted.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContestTest {

    /** A wins by the checklist, and loses without. */
    private static final Function<LanguageModel, PairwiseJudge> BY_CHECKLIST =
            Judge.that((prompt, checklist) -> checklist.isEmpty() ? JudgeVerdict.LOSE : JudgeVerdict.WIN);

    @TempDir
    private Path folder;

    private final Model a = Model.echo("a");
    private final Model b = Model.echo("b");
    private final Model judge = Model.echo("judge");
    private final List<ChecklistItem> items =
            IntStream.range(0, 6).mapToObj(Scripted::item).toList();

    private List<Outcome> run(LanguageModel one, LanguageModel other, List<ChecklistItem> of) throws Exception {
        return new Contest(new Contestants(one, other, judge, BY_CHECKLIST), folder, (done, all, spent) -> {})
                .run(of, 3);
    }

    @Test
    void shouldAskBothModelsTheBarePrompt() throws Exception {
        run(a, b, items.subList(0, 1));

        assertThat(a.asked())
                .containsExactlyElementsOf(b.asked())
                .singleElement()
                .satisfies(question -> {
                    assertThat(question.instructions()).isEmpty();
                    assertThat(question.form()).isEmpty();
                    assertThat(question.messages()).singleElement().satisfies(message -> {
                        assertThat(message.getRole()).isEqualTo(Role.USER);
                        assertThat(message.getContent()).isEqualTo("Question number 0");
                    });
                });
    }

    @Test
    void shouldHaveEachItemJudgedWithAndWithoutItsChecklist() throws Exception {
        assertThat(run(a, b, items))
                .extracting(Outcome::item, outcome -> outcome.guided().verdict(), outcome -> outcome.unguided()
                        .verdict())
                .containsExactlyElementsOf(items.stream()
                        .map(item -> tuple(item, JudgeVerdict.WIN, JudgeVerdict.LOSE))
                        .toList());
        assertThat(judge.asked())
                .hasSize(24) // six items, with and without, both orders
                .filteredOn(question -> question.instructions().equals("Be brief"))
                .hasSize(12);
    }

    @Test
    void shouldAskNothingTwice() throws Exception {
        List<Outcome> first = run(a, b, items);

        Model none = Model.broken("a", Cause.FAILED);
        List<Outcome> second = run(none, Model.broken("b", Cause.FAILED), items);

        assertThat(second).isEqualTo(first);
        assertThat(none.asked()).isEmpty();
        assertThat(judge.asked()).hasSize(24);
    }

    @Test
    void shouldGoOnWhereARunWasStopped() throws Exception {
        run(a, b, items.subList(0, 2));
        String journal = "{\"id\":\"cut off in the mid";
        Files.writeString(folder.resolve("answers.jsonl"), journal, StandardOpenOption.APPEND);

        List<Outcome> outcomes = run(a, b, items);

        assertThat(outcomes).hasSize(6).allMatch(Outcome::isFinal);
        assertThat(a.asked()).hasSize(6);
        assertThat(b.asked()).hasSize(6);
        assertThat(judge.asked()).hasSize(24);
        assertThat(Files.readAllLines(folder.resolve("answers.jsonl"))).hasSize(12);
        assertThat(Files.readAllLines(folder.resolve("judgements.jsonl"))).hasSize(12);
    }

    @Test
    void shouldAskAnotherModelOnlyWhatItHasNotAnswered() throws Exception {
        run(a, b, items);
        Model c = Model.echo("c");

        run(c, b, items);

        assertThat(c.asked()).hasSize(6);
        assertThat(b.asked()).hasSize(6);
        assertThat(judge.asked()).hasSize(48);
    }

    @Test
    void shouldKeepNoTextOfAUserInItsFiles() throws Exception {
        run(new Model("a", question -> Optional.of("yes")), new Model("b", question -> Optional.of("no")), items);

        assertThat(Files.readString(folder.resolve("answers.jsonl"))
                        + Files.readString(folder.resolve("judgements.jsonl")))
                .doesNotContain("Question number", "Be brief");
    }

    @Test
    void shouldLetWhoDeclinesLoseAndBothDecliningTieWithoutAJudge() throws Exception {
        Model silent = Model.silent("silent");
        Model blank = new Model("blank", question -> Optional.of(" \n"));

        assertThat(verdict(silent, b)).isEqualTo(JudgeVerdict.LOSE);
        assertThat(verdict(b, silent)).isEqualTo(JudgeVerdict.WIN);
        assertThat(verdict(silent, blank)).isEqualTo(JudgeVerdict.TIE);
        assertThat(judge.asked()).isEmpty();
    }

    @Test
    void shouldCallTheSameWordsATieWithoutAJudge() throws Exception {
        assertThat(verdict(
                        new Model("a", question -> Optional.of("Oak.")),
                        new Model("b", question -> Optional.of("Oak.\n"))))
                .isEqualTo(JudgeVerdict.TIE);
        assertThat(judge.asked()).isEmpty();
    }

    private JudgeVerdict verdict(LanguageModel one, LanguageModel other) throws Exception {
        return run(one, other, items.subList(0, 1)).get(0).guided().verdict();
    }

    @Test
    void shouldKnowNothingForGoodWhereAServiceDoesNotTakeThePrompt() throws Exception {
        Model rejecting = Model.broken("a", Cause.REJECTED);

        List<Outcome> first = run(rejecting, b, items);
        List<Outcome> second = run(rejecting, b, items);

        assertThat(first)
                .isEqualTo(second)
                .allMatch(Outcome::isFinal)
                .extracting(outcome -> outcome.guided().verdict())
                .containsOnly(JudgeVerdict.UNKNOWN);
        assertThat(rejecting.asked()).hasSize(6);
    }

    @Test
    void shouldAskAgainInTheNextRunWhereAServiceFailed() throws Exception {
        List<Outcome> failed = run(Model.broken("a", Cause.FAILED), b, items.subList(0, 2));
        List<Outcome> mended = run(a, b, items.subList(0, 2));

        assertThat(failed)
                .noneMatch(Outcome::isFinal)
                .extracting(outcome -> outcome.unguided().verdict())
                .containsOnly(JudgeVerdict.UNKNOWN);
        assertThat(mended).allMatch(Outcome::isFinal);
        assertThat(b.asked()).hasSize(2);
    }

    @Test
    void shouldAskNothingMoreWhereOneModelFailsAgainAndAgain() throws Exception {
        List<ChecklistItem> many =
                IntStream.range(0, 100).mapToObj(Scripted::item).toList();
        Model gone = Model.broken("a", Cause.FAILED);

        List<Outcome> outcomes = run(gone, b, many);

        assertThat(outcomes).hasSize(100).noneMatch(Outcome::isFinal);
        assertThat(gone.asked()).hasSizeLessThan(Endurance.FAILURES + 3); // three items are under way at a time
        assertThat(b.asked()).hasSizeLessThan(Endurance.FAILURES + 3);
    }

    @Test
    void shouldSetAJudgementThatIsNotToBeHadApart() throws Exception {
        Function<LanguageModel, PairwiseJudge> choosy = Judge.that((prompt, checklist) -> {
            if (checklist.isEmpty()) {
                throw new UnansweredException(Cause.FAILED, "away");
            }
            throw new UnansweredException(Cause.REJECTED, "too long");
        });

        Outcome outcome = new Contest(new Contestants(a, b, judge, choosy), folder, (done, of, spent) -> {})
                .run(items.subList(0, 1), 1)
                .get(0);

        assertThat(outcome.guided().verdict()).isEqualTo(JudgeVerdict.UNKNOWN);
        assertThat(outcome.guided().isFinal()).isTrue();
        assertThat(outcome.unguided().verdict()).isEqualTo(JudgeVerdict.UNKNOWN);
        assertThat(outcome.unguided().isFinal()).isFalse();
        assertThat(outcome.isFinal()).isFalse();
    }

    @Test
    void shouldWriteDownEachTokenOnce() throws Exception {
        List<Tokens> told = new ArrayList<>();
        List<Outcome> outcomes = new Contest(
                        new Contestants(a, b, judge, BY_CHECKLIST), folder, (done, of, spent) -> told.add(spent))
                .run(items, 3);

        Tokens judged = outcomes.stream()
                .map(outcome ->
                        outcome.guided().tokens().plus(outcome.unguided().tokens()))
                .reduce(Tokens.NONE, Tokens::plus);
        assertThat(judged).isEqualTo(new Tokens(24 * 10, 24 * 2));
        assertThat(outcomes).extracting(outcome -> outcome.a().tokens()).containsOnly(Scripted.PRICE);
        assertThat(told.get(5)).isEqualTo(new Tokens(36 * 10, 36 * 2));
    }

    @Test
    void shouldPassOnWhatIsNoAnswerAtAll() {
        Model refusing = new Model("a", question -> {
            throw new IllegalArgumentException("The service answers 401");
        });

        assertThatThrownBy(() -> run(refusing, b, items))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The service answers 401");
    }

    @Test
    void shouldNameTheLineOfItsFileThatItCannotRead() throws Exception {
        Files.writeString(folder.resolve("answers.jsonl"), "{\"id\":\"secret\"}\n");

        assertThatThrownBy(() -> run(a, b, items))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder.resolve("answers.jsonl")
                        + ":1: not a line as this command writes it; delete it to have that asked again")
                .hasNoCause();
    }

    @Test
    void shouldAnswerTheSamePromptOfAnotherPairFromWhatItKnows() throws Exception {
        run(a, b, List.of(item("p1", "c1", "Name a tree.", "Be brief")));
        run(a, b, List.of(item("p2", "c2", "Name a tree.", "Be kind")));

        assertThat(a.asked()).hasSize(1);
        assertThat(judge.asked()).hasSize(6); // the judgement without a checklist is known
    }
}
