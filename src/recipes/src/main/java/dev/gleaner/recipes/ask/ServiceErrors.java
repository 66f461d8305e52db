package dev.gleaner.recipes.ask;

import com.fasterxml.jackson.core.JacksonException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import dev.gleaner.recipes.ask.AskListener.Outcome;
import dev.gleaner.recipes.ask.UnansweredException.Cause;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Says what an error of a service means for the question. The errors themselves are never passed on: their messages hold what the service
 * said, which may hold what we sent.
 */
final class ServiceErrors {

    /** Wrong key, no money, wrong address, unknown model: whatever is asked, the answer is the same. */
    private static final Set<Integer> REFUSING = Set.of(401, 402, 403, 404, 405);

    private static final int BUSY = 429;

    /** Time-out, conflict, too early: statuses of the 400s that pass. */
    private static final Set<Integer> PASSING = Set.of(408, 409, 425);

    private final Endpoint endpoint;
    private final String model;

    /**
     * @param endpoint the service
     * @param model that is asked there
     */
    ServiceErrors(Endpoint endpoint, String model) {
        this.endpoint = endpoint;
        this.model = model;
    }

    /**
     * What to throw instead.
     *
     * @throws InterruptedException if the error is that this thread was interrupted
     */
    RuntimeException meaningOf(OpenAIException error) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("Interrupted while waiting for an answer");
        }
        if (error instanceof OpenAIServiceException answer) {
            return meaningOf(
                    answer.statusCode(),
                    answer.headers().values("Retry-After").stream().findFirst());
        }
        if (isCausedBy(error, ServiceErrors::isTimeOut)) {
            return failed(
                    Outcome.TIMED_OUT,
                    "did not answer within " + endpoint.patience().toMillis() + " ms");
        }
        if (error instanceof OpenAIIoException || isCausedBy(error, ServiceErrors::isCut)) {
            return failed(Outcome.UNREACHABLE, "could not be reached, or cut the connection");
        }
        return failed(Outcome.FAILED, "sent what is no answer");
    }

    private RuntimeException meaningOf(int status, Optional<String> retryAfter) {
        String answers = "answers " + status;
        if (status == BUSY) {
            return new AttemptFailedException(Outcome.BUSY, answers, retryAfter);
        }
        if (status >= 500 || PASSING.contains(status)) {
            return new AttemptFailedException(Outcome.FAILED, answers, retryAfter);
        }
        // Redirections too: the key must not follow them
        if (status < 400 || REFUSING.contains(status)) {
            return new ServiceRefusedException("The service at " + endpoint.url() + " " + answers
                    + " when it is asked for " + model + "; check its URL, the key and the name of the model");
        }
        return new UnansweredException(Cause.REJECTED, "The service of " + model + " " + answers + " to a question");
    }

    /** An answer may end in its middle, too: then the client complains of what it could not read, for this cause. */
    private static boolean isCausedBy(Throwable error, Predicate<Throwable> kind) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause).anyMatch(kind);
    }

    private static boolean isTimeOut(Throwable error) {
        return error instanceof InterruptedIOException;
    }

    private static boolean isCut(Throwable error) {
        return error instanceof IOException && !(error instanceof JacksonException);
    }

    private static AttemptFailedException failed(Outcome outcome, String message) {
        return new AttemptFailedException(outcome, message, Optional.empty());
    }
}
