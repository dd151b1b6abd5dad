package dev.switchboard.application.service.delivery;

import dev.switchboard.domain.message.MessageId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Callers of this node who wait for what a target says to their message. The first outcome counts.
public final class WaitingCallers {

    private final ConcurrentMap<MessageId, CompletableFuture<Outcome>> waiting =
            new ConcurrentHashMap<>();

    /// What a waiting caller is told.
    public sealed interface Outcome {

        /// @param body the target's JSON, or null if it gave none
        record Taken(@Nullable String body) implements Outcome {}

        record Refused(int status, String text) implements Outcome {}

        /// The target's host may not be called.
        record Blocked() implements Outcome {}

        /// It will be delivered later, if it can be.
        record Deferred() implements Outcome {}
    }

    /// Whether somebody heard it.
    enum Heard {
        YES,
        NOBODY_WAITS
    }

    /// Must come before the message is handed to its lane, and [#forget] after it.
    public void expect(MessageId message) {
        waiting.put(message, new CompletableFuture<>());
    }

    /// The wait for a message, if somebody expects it.
    public Optional<CompletableFuture<Outcome>> join(MessageId message) {
        return Optional.ofNullable(waiting.get(message));
    }

    public void forget(MessageId message) {
        waiting.remove(message);
    }

    Heard tell(MessageId message, Outcome outcome) {
        CompletableFuture<Outcome> future = waiting.get(message);
        return future != null && future.complete(outcome) ? Heard.YES : Heard.NOBODY_WAITS;
    }
}
