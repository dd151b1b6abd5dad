package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.message.Journal.RememberedAnswer;
import dev.switchboard.domain.message.MessageId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The callers of this hub who wait for the outcome of their message. The first outcome counts.
public final class WaitingCallers {

    private static final String TAKEN = "answered ";
    private static final String REFUSED = "refused ";
    private static final Pattern REFUSAL =
            Pattern.compile(REFUSED + "(\\d{1,9}) (.*)", Pattern.DOTALL);
    private static final String BLOCKED = "blocked";
    private static final String DEFERRED = "queued";

    private final ConcurrentMap<MessageId, Wait> waiting = new ConcurrentHashMap<>();

    /// @param answer makes the answer for repeats from the outcome; may return null
    /// @param answerStored completes when the lane has stored its step, or failed to and will try
    ///   again; true if the answer was part of the step
    private record Wait(
            CompletableFuture<Outcome> outcome,
            Function<Outcome, @Nullable RememberedAnswer> answer,
            CompletableFuture<Boolean> answerStored) {}

    /// The outcome that a waiting caller is told. As text it is stored for repeats.
    public sealed interface Outcome {

        /// @param body the target's JSON, or null if it gave none
        record Taken(@Nullable String body) implements Outcome {}

        record Refused(int status, String text) implements Outcome {}

        /// The target's host may not be called.
        record Blocked() implements Outcome {}

        /// It will be delivered later, if possible.
        record Deferred() implements Outcome {}

        default String asText() {
            return switch (this) {
                case Taken(var body) -> TAKEN + (body == null ? "" : body);
                case Refused(int status, var text) -> REFUSED + status + " " + text;
                case Blocked _ -> BLOCKED;
                case Deferred _ -> DEFERRED;
            };
        }

        /// An unknown text counts as deferred, which is always a correct answer.
        static Outcome of(String text) {
            if (text.startsWith(TAKEN)) {
                String body = text.substring(TAKEN.length());
                return new Taken(body.isEmpty() ? null : body);
            }
            if (text.equals(BLOCKED)) {
                return new Blocked();
            }
            Matcher refusal = REFUSAL.matcher(text);
            return refusal.matches()
                    ? new Refused(Integer.parseInt(refusal.group(1)), refusal.group(2))
                    : new Deferred();
        }
    }

    /// Whether a caller was told.
    enum Heard {
        YES,
        NOBODY_WAITS
    }

    /// Registers a caller. Must come before the message is handed to its lane; [#forget] follows
    /// later.
    public void expect(MessageId message) {
        expect(message, _ -> null);
    }

    /// Like [#expect(MessageId)], with an answer for repeats that is stored with the delivery.
    public void expect(MessageId message, Function<Outcome, @Nullable RememberedAnswer> answer) {
        waiting.put(
                message, new Wait(new CompletableFuture<>(), answer, new CompletableFuture<>()));
    }

    /// Returns the wait for a message, if a caller expects it.
    public Optional<CompletableFuture<Outcome>> join(MessageId message) {
        return Optional.ofNullable(waiting.get(message)).map(Wait::outcome);
    }

    /// Completes when the lane has stored its step or failed to, if a caller expects it; true if
    /// the answer for repeats was part of the step.
    public Optional<CompletableFuture<Boolean>> joinAnswerStored(MessageId message) {
        return Optional.ofNullable(waiting.get(message)).map(Wait::answerStored);
    }

    public void forget(MessageId message) {
        waiting.remove(message);
    }

    Heard tell(MessageId message, Outcome outcome) {
        Wait wait = waiting.get(message);
        return wait != null && wait.outcome().complete(outcome) ? Heard.YES : Heard.NOBODY_WAITS;
    }

    /// Returns the answer for repeats of an outcome that a caller was told.
    @Nullable RememberedAnswer answer(MessageId message, Outcome heard) {
        Wait wait = waiting.get(message);
        return wait == null ? null : wait.answer().apply(heard);
    }

    void answerStored(MessageId message, boolean byLane) {
        Wait wait = waiting.get(message);
        if (wait != null) {
            wait.answerStored().complete(byLane);
        }
    }
}
