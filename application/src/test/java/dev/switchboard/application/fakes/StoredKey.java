package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key with the message it stored and the answer remembered for it.
record StoredKey(IdempotencyKey key, MessageId first, @Nullable String answer) {
    boolean livesAt(Instant now) {
        return now.isBefore(key.expiresAt());
    }

    Appended comparedWith(IdempotencyKey again) {
        return key.fingerprint().equals(again.fingerprint())
                ? new Appended.Repeated(first, answer)
                : new Appended.KeyReused(first);
    }

    StoredKey answered(String given) {
        return answer == null ? new StoredKey(key, first, given) : this;
    }
}
