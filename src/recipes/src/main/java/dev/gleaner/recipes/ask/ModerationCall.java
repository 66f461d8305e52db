package dev.gleaner.recipes.ask;

import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.moderations.Moderation;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.moderations.ModerationCreateResponse;
import dev.gleaner.recipes.ask.AskListener.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One call of the service's moderation. Empty where the service has none. */
final class ModerationCall implements Call<List<String>, Optional<Boolean>> {

    /** What services answer that do not know the call. */
    private static final Set<Integer> NONE = Set.of(404, 405, 501);

    private final OpenAIClient client;
    private final ServiceErrors errors;

    /**
     * @param client sends, and never again by itself
     * @param errors says what an error means
     */
    ModerationCall(OpenAIClient client, ServiceErrors errors) {
        this.client = client;
        this.errors = errors;
    }

    @Override
    public Optional<Boolean> ask(List<String> texts) throws InterruptedException {
        try {
            ModerationCreateResponse response = client.moderations()
                    .create(ModerationCreateParams.builder()
                            .inputOfStrings(texts)
                            .build());
            return Optional.of(isFlagged(response.results(), texts.size()));
        } catch (OpenAIServiceException e) {
            if (NONE.contains(e.statusCode())) {
                return Optional.empty();
            }
            throw errors.meaningOf(e);
        } catch (OpenAIException e) {
            throw errors.meaningOf(e);
        }
    }

    private static boolean isFlagged(List<Moderation> results, int texts) {
        if (results.size() != texts) {
            throw new AttemptFailedException(
                    Outcome.FAILED, "judged " + results.size() + " texts of " + texts, Optional.empty());
        }
        return results.stream().anyMatch(Moderation::flagged);
    }
}
