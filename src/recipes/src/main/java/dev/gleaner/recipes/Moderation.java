package dev.gleaner.recipes;

import dev.gleaner.recipes.ask.Moderator;
import dev.gleaner.recipes.ask.UnansweredException;
import dev.gleaner.recipes.ask.UnansweredException.Cause;
import dev.gleaner.schema.GenerationDropReason;
import java.util.List;
import java.util.Optional;

/** Lets only harmless texts pass: by the service's own moderation, or a judge's where it has none. What nobody can tell does not pass. */
final class Moderation {

    private final Optional<Moderator> service;
    private final ModerationJudge judge;

    /**
     * @param service moderates, if it can
     * @param judge moderates else
     */
    Moderation(Optional<Moderator> service, ModerationJudge judge) {
        this.service = service;
        this.judge = judge;
    }

    /**
     * Lets these pass.
     *
     * @throws DroppedException if one is harmful, or nobody can tell
     */
    void check(List<String> texts) throws InterruptedException {
        List<String> said = texts.stream().filter(text -> !text.isBlank()).toList();
        Optional<Boolean> byService =
                service.isPresent() ? flags(service.get(), Moderator.NAME, said) : Optional.empty();
        if (byService.isPresent()) {
            pass(byService.get(), Moderator.NAME);
            return;
        }
        boolean byJudge = flags(judge, judge.version(), said).orElseThrow(() -> unknown(judge.version()));
        pass(byJudge, judge.version());
    }

    private static Optional<Boolean> flags(Moderator moderator, String recipe, List<String> texts)
            throws InterruptedException {
        try {
            return moderator.flags(texts);
        } catch (UnansweredException e) {
            if (e.reason() == Cause.REJECTED) {
                throw unknown(recipe);
            }
            throw e;
        }
    }

    private static void pass(boolean isFlagged, String recipe) {
        if (isFlagged) {
            throw new DroppedException(recipe, GenerationDropReason.FLAGGED);
        }
    }

    private static DroppedException unknown(String recipe) {
        return new DroppedException(recipe, GenerationDropReason.MODERATION_UNKNOWN);
    }
}
