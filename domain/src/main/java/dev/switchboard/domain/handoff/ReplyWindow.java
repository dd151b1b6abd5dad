package dev.switchboard.domain.handoff;

import java.time.Duration;
import java.time.Instant;

/// A platform's rule: users may be written to for a while after their own last words, and not again
/// until they write.
public record ReplyWindow(Duration length) {

    public Instant closesAt(Instant lastWords) {
        return lastWords.plus(length);
    }
}
