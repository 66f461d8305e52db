package dev.gleaner.recipes;

import dev.gleaner.recipes.ask.Bill;
import dev.gleaner.recipes.ask.Moderator;
import dev.gleaner.recipes.ask.UnansweredException;
import dev.gleaner.recipes.ask.UnansweredException.Cause;
import dev.gleaner.schema.GeneratedPair;
import dev.gleaner.schema.GenerationDrop;
import dev.gleaner.schema.GenerationDropReason;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.Judgement;
import dev.gleaner.schema.Message;
import dev.gleaner.schema.PairMethod;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes pairs of a complaint as WildFeedback does (arXiv 2408.15549): what the user wants, answers that follow it, and a judge's word. */
public final class PairGenerator implements Generation {

    private final Cast cast;
    private final Optional<Moderator> moderator;
    private final Prompts prompts;
    private final RandomGenerator random;
    private final Clock clock;
    private final String worker;

    /**
     * @param cast who plays which part
     * @param moderator the moderation of a service, if it may have one
     * @param prompts of all recipes
     * @param random draws marks around texts of others: a {@link java.security.SecureRandom}, outside tests
     * @param clock says when a result was made
     * @param worker name and version of the program
     */
    public PairGenerator(
            Cast cast,
            Optional<Moderator> moderator,
            Prompts prompts,
            RandomGenerator random,
            Clock clock,
            String worker) {
        this.cast = cast;
        this.moderator = moderator;
        this.prompts = prompts;
        this.random = random;
        this.clock = clock;
        this.worker = worker;
    }

    @Override
    public GenerationResult generate(GenerationRequest request) throws InterruptedException {
        Bill bill = new Bill();
        Work work = new Work(request, cast.map(bill::metered));
        work.run();
        return new GenerationResult(
                request, work.preferences, work.pairs, work.drops, bill.counts(), worker, clock.instant());
    }

    /** A step of a recipe that asks a model. */
    @FunctionalInterface
    private interface Step<T> {
        T run() throws InterruptedException;
    }

    /** What is done for one request. */
    private final class Work {

        private final GenerationRequest request;
        private final RefusalCheck refusalCheck;
        private final Preferences reading;
        private final Moderation moderation;
        private final List<PairRecipe> recipes;
        private final Optional<Judge> judge;

        private final List<GeneratedPair> pairs = new ArrayList<>();
        private final List<GenerationDrop> drops = new ArrayList<>();
        private List<String> preferences = List.of();

        Work(GenerationRequest request, Cast cast) {
            this.request = request;
            this.refusalCheck = new RefusalCheck(cast.reader(), prompts, random);
            this.reading = new Preferences(cast.reader(), prompts, random);
            this.moderation = new Moderation(moderator, new ModerationJudge(cast.reader(), prompts, random));
            this.recipes = Stream.<Optional<? extends PairRecipe>>of(
                            cast.expert().map(model -> new Expert(model, prompts)),
                            cast.policy().map(model -> new OnPolicy(model, prompts)))
                    .<PairRecipe>flatMap(Optional::stream)
                    .toList();
            this.judge = cast.judge().map(model -> new Judge(model, prompts, random));
        }

        void run() throws InterruptedException {
            try {
                prepare();
            } catch (DroppedException e) {
                drop(null, e);
                return;
            }
            for (PairRecipe recipe : recipes) {
                try {
                    pairs.add(pair(recipe));
                } catch (DroppedException e) {
                    drop(recipe.method(), e);
                }
            }
        }

        private void prepare() throws InterruptedException {
            orRejected(refusalCheck.version(), () -> {
                refusalCheck.check(request);
                return true;
            });
            preferences = orRejected(reading.version(), () -> reading.of(request));
            moderation.check(Stream.concat(request.getPrompt().stream().map(Message::getContent), preferences.stream())
                    .toList());
        }

        private GeneratedPair pair(PairRecipe recipe) throws InterruptedException {
            PairRecipe.Two two = orRejected(recipe.version(), () -> recipe.make(request, preferences));
            moderation.check(List.of(two.chosen().getContent(), two.rejected().getContent()));
            return new GeneratedPair(recipe.method(), two.chosen(), two.rejected(), recipe.name(), judgement(two));
        }

        private @Nullable Judgement judgement(PairRecipe.Two two) throws InterruptedException {
            return judge.isEmpty()
                    ? null
                    : judge.get()
                            .compare(
                                    request.getPrompt(),
                                    two.chosen().getContent(),
                                    two.rejected().getContent(),
                                    preferences);
        }

        private void drop(@Nullable PairMethod method, DroppedException e) {
            drops.add(new GenerationDrop(method, e.recipe(), e.reason()));
        }

        private static <T> T orRejected(String recipe, Step<T> step) throws InterruptedException {
            try {
                return step.run();
            } catch (UnansweredException e) {
                if (e.reason() == Cause.REJECTED) {
                    throw new DroppedException(recipe, GenerationDropReason.REJECTED);
                }
                throw e;
            }
        }
    }
}
