package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.message.Journal.Note;
import dev.switchboard.domain.message.MessageId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Callers of this node who wait for what a target says to their message. The first outcome counts.
public final class WaitingCallers {

    private final ConcurrentMap<MessageId, Wait> waiting = new ConcurrentHashMap<>();

    /// @param note what to keep of the outcome for repeats, if anything
    /// @param noted completes when the lane has written its step, or failed to and will try again:
    ///   with whether the note was part of it
    private record Wait(
            CompletableFuture<Outcome> outcome,
            Function<Outcome, @Nullable Note> note,
            CompletableFuture<Boolean> noted) {}

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
        expect(message, _ -> null);
    }

    /// Likewise, and what the target says is noted with its delivery.
    public void expect(MessageId message, Function<Outcome, @Nullable Note> note) {
        waiting.put(message, new Wait(new CompletableFuture<>(), note, new CompletableFuture<>()));
    }

    /// The wait for a message, if somebody expects it.
    public Optional<CompletableFuture<Outcome>> join(MessageId message) {
        return Optional.ofNullable(waiting.get(message)).map(Wait::outcome);
    }

    /// Completes when the lane has written its step or failed to, if somebody expects it: with
    /// whether it notes the outcome.
    public Optional<CompletableFuture<Boolean>> joinNote(MessageId message) {
        return Optional.ofNullable(waiting.get(message)).map(Wait::noted);
    }

    public void forget(MessageId message) {
        waiting.remove(message);
    }

    Heard tell(MessageId message, Outcome outcome) {
        Wait wait = waiting.get(message);
        return wait != null && wait.outcome().complete(outcome) ? Heard.YES : Heard.NOBODY_WAITS;
    }

    /// What to keep of an outcome that somebody heard.
    @Nullable Note note(MessageId message, Outcome heard) {
        Wait wait = waiting.get(message);
        return wait == null ? null : wait.note().apply(heard);
    }

    void noted(MessageId message, boolean byLane) {
        Wait wait = waiting.get(message);
        if (wait != null) {
            wait.noted().complete(byLane);
        }
    }
}
