package dev.gleaner.recipes.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T22:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneId.of("Asia/Tokyo"));

    @Test
    void shouldBeSpentWhenNothingIsLeft() {
        Budget budget = new Budget(100, clock);

        budget.spend(new Tokens(60, 39));
        assertThat(budget.isSpent()).isFalse();
        budget.spend(new Tokens(0, 1));
        assertThat(budget.isSpent()).isTrue();
    }

    @Test
    void shouldOpenAgainAtTheNextMidnightOfUtc() {
        Budget budget = new Budget(100, clock);
        budget.spend(new Tokens(500, 0));

        assertThat(budget.opensAt()).isEqualTo("2026-03-02T00:00:00Z");
        now.set(budget.opensAt().minusMillis(1));
        assertThat(budget.isSpent()).isTrue();
        now.set(budget.opensAt());
        assertThat(budget.isSpent()).isFalse();
        assertThat(budget.spentToday()).isZero();
    }

    @Test
    void shouldNeverBeSpentWithoutALimit() {
        Budget budget = new Budget(0, clock);

        budget.spend(new Tokens(Integer.MAX_VALUE, Integer.MAX_VALUE));

        assertThat(budget.isSpent()).isFalse();
    }
}
