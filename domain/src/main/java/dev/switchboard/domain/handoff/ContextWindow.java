package dev.switchboard.domain.handoff;

import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The part of the past that an agent is shown: limited by age, number and size, always the newest.
public record ContextWindow(Duration age, int messages, int bytes) {

    /// @param complete whether the slice holds everything that is young enough
    public record Slice(List<Recorded> messages, boolean complete) {
        public Slice {
            messages = List.copyOf(messages);
        }

        /// The messages alone.
        public List<Message> said() {
            return messages.stream().map(Recorded::message).toList();
        }
    }

    private static final Duration ANY_AGE = Duration.ofDays(3_650_000);

    public ContextWindow ofAnyAge() {
        return new ContextWindow(ANY_AGE, messages, bytes);
    }

    /// The newest messages that fit the window, without a gap between them.
    ///
    /// @param newest messages in order, ending with the newest that may be shown; if the
    ///   conversation has more than fit, at least one more than fit
    /// @param limit the most messages to return
    public Slice slice(List<Recorded> newest, int limit, Instant now) {
        int most = Math.min(limit, messages);
        int first = newest.size();
        int size = 0;
        while (first > 0 && isYoung(newest.get(first - 1).message(), now)) {
            size += bytes(newest.get(first - 1).message());
            // The newest message is always shown, however large it is.
            boolean fits = first == newest.size() || size <= bytes;
            if (newest.size() - first == most || !fits) {
                return new Slice(newest.subList(first, newest.size()), false);
            }
            first--;
        }
        return new Slice(newest.subList(first, newest.size()), true);
    }

    public boolean isYoung(Message message, Instant now) {
        return message.at().plus(age).isAfter(now);
    }

    private static int bytes(Message message) {
        return message.content().bytes();
    }
}
