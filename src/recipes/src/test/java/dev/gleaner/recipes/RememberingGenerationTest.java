package dev.gleaner.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gleaner.recipes.ask.UnansweredException;
import dev.gleaner.recipes.ask.UnansweredException.Cause;
import dev.gleaner.schema.GenerationRequest;
import dev.gleaner.schema.GenerationResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberingGenerationTest {

    private final List<String> generated = new ArrayList<>();
    private boolean isFailing;
    private final Generation remembering = new RememberingGeneration(this::generate, 2);

    private GenerationResult generate(GenerationRequest request) {
        if (isFailing) {
            throw new UnansweredException(Cause.FAILED, "failed");
        }
        generated.add(request.getRequestId());
        return new GenerationResult(request, List.of(), List.of(), List.of(), List.of(), "gleaner/test", Instant.EPOCH);
    }

    private static GenerationRequest request(String id) {
        return Requests.complaint(id, Requests.LOGGED, "No!");
    }

    @Test
    void shouldPayOnceForARequestThatIsDeliveredAgain() throws InterruptedException {
        GenerationResult first = remembering.generate(request("r1"));

        assertThat(remembering.generate(request("r1"))).isSameAs(first);
        assertThat(generated).containsExactly("r1");
    }

    @Test
    void shouldForgetWhatNobodyAskedForOfLate() throws InterruptedException {
        for (String id : List.of("r1", "r2", "r1", "r3", "r1", "r2")) {
            remembering.generate(request(id));
        }

        assertThat(generated).containsExactly("r1", "r2", "r3", "r2");
    }

    @Test
    void shouldNotRememberAFailure() throws InterruptedException {
        isFailing = true;
        assertThatThrownBy(() -> remembering.generate(request("r1"))).isInstanceOf(UnansweredException.class);
        isFailing = false;

        remembering.generate(request("r1"));

        assertThat(generated).containsExactly("r1");
    }
}
