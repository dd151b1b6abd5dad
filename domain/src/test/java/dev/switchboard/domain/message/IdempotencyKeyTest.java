package dev.switchboard.domain.message;

import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTest {
    @Test
    void takesOneToFiveHundredCharacters() {
        assertThat(key("k").key()).isEqualTo("k");
        assertThat(key("k".repeat(500)).key()).hasSize(500);
    }

    @Test
    void refusesAnEmptyOrOverlongKey() {
        assertRefused(() -> key(""), "idempotency_key", Reason.INVALID);
        assertRefused(() -> key("k".repeat(501)), "idempotency_key", Reason.INVALID);
    }

    private static IdempotencyKey key(String key) {
        return new IdempotencyKey("svc", key, "fingerprint", Instant.EPOCH);
    }
}
