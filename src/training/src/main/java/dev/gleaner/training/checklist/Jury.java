package dev.gleaner.training.checklist;

import dev.gleaner.recipes.PairwiseJudge;
import dev.gleaner.recipes.ask.Tokens;
import dev.gleaner.recipes.ask.UnansweredException;
import dev.gleaner.schema.JudgeVerdict;
import dev.gleaner.schema.Judgement;
import dev.gleaner.training.checklist.ModelAnswer.Declined;
import dev.gleaner.training.checklist.ModelAnswer.Given;
import dev.gleaner.training.checklist.ModelAnswer.Missing;
import java.util.List;
import java.util.Optional;

/**
 * Rules between two answers. Whoever declines loses, both declining is a tie, and so are the same words: that needs no judge. Where an answer
 * is missing nothing is known.
 */
final class Jury {

    private static final int ID_BYTES = 16;

    private final PairwiseJudge judge;
    private final Meter meter;
    private final Journal<JudgementLine> journal;
    private final Endurance endurance;

    /**
     * @param judge asks the metered model
     * @param meter names the model, and tells what it costs
     */
    Jury(PairwiseJudge judge, Meter meter, Journal<JudgementLine> journal, Endurance endurance) {
        this.judge = judge;
        this.meter = meter;
        this.journal = journal;
        this.endurance = endurance;
    }

    /**
     * A judgement as a line.
     *
     * @param pairId whose prompt was asked
     * @param guided whether the judge had the checklist
     * @param judge model and version of the recipe; the model alone where its service does not take the question
     * @param read tokens that the judge read since the line before; several judgements are under way at a time, so only sums tell
     * @param written tokens that it wrote since then
     */
    record JudgementLine(
            String id,
            String pairId,
            boolean guided,
            String judge,
            JudgeVerdict verdict,
            JudgeVerdict aFirst,
            JudgeVerdict bFirst,
            long read,
            long written)
            implements Journal.Line {

        Ruling ruling() {
            return Ruling.judged(new Judgement(verdict, aFirst, bFirst, judge), new Tokens(read, written));
        }
    }

    /**
     * Rules.
     *
     * @param checklist to judge by; empty to judge without
     */
    Ruling rule(ChecklistItem item, ModelAnswer a, ModelAnswer b, List<String> checklist) throws InterruptedException {
        if (a instanceof Given first && b instanceof Given second) {
            return first.text().strip().equals(second.text().strip())
                    ? Ruling.withoutJudge(JudgeVerdict.TIE)
                    : judged(item, first.text(), second.text(), checklist);
        }
        if (a instanceof Missing || b instanceof Missing) {
            return Ruling.unknown(isFinal(a) && isFinal(b));
        }
        if (a instanceof Declined) {
            return Ruling.withoutJudge(b instanceof Declined ? JudgeVerdict.TIE : JudgeVerdict.LOSE);
        }
        return Ruling.withoutJudge(JudgeVerdict.WIN);
    }

    private static boolean isFinal(ModelAnswer answer) {
        return !(answer instanceof Missing missing) || missing.isFinal();
    }

    private Ruling judged(ChecklistItem item, String a, String b, List<String> checklist) throws InterruptedException {
        String id = Fingerprint.of(ID_BYTES, List.of(meter.name(), item.wording(), a, b, checklist));
        Optional<JudgementLine> known = journal.find(id);
        if (known.isPresent()) {
            return known.get().ruling();
        }
        return endurance.isOver() ? Ruling.unknown(false) : ask(id, item, a, b, checklist);
    }

    private Ruling ask(String id, ChecklistItem item, String a, String b, List<String> checklist)
            throws InterruptedException {
        try {
            Judgement judgement = judge.compare(item.prompt(), a, b, checklist);
            endurance.answered(meter.name());
            return written(id, item, !checklist.isEmpty(), judgement);
        } catch (UnansweredException e) {
            if (e.reason() == UnansweredException.Cause.REJECTED) {
                return written(id, item, !checklist.isEmpty(), unknown());
            }
            endurance.failed(meter.name());
            return Ruling.unknown(false);
        }
    }

    private Judgement unknown() {
        return new Judgement(JudgeVerdict.UNKNOWN, JudgeVerdict.UNKNOWN, JudgeVerdict.UNKNOWN, meter.name());
    }

    private Ruling written(String id, ChecklistItem item, boolean guided, Judgement judgement) {
        Tokens tokens = meter.claim();
        JudgementLine line = new JudgementLine(
                id,
                item.pairId(),
                guided,
                judgement.getJudge(),
                judgement.getVerdict(),
                judgement.getChosenFirst(),
                judgement.getRejectedFirst(),
                tokens.read(),
                tokens.written());
        return journal.add(line).ruling();
    }
}
