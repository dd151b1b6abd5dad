package dev.switchboard.domain.handoff;

import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How much of what was said an agent is shown: so old, so many, so large, always the newest.
public record ContextWindow(Duration age, int messages, int bytes) {

    /// @param complete whether all is there that is young enough
    public record Slice(List<Message> messages, boolean complete) {
        public Slice {
            messages = List.copyOf(messages);
        }
    }

    /// The newest of these that belong into the window, without a gap between them.
    ///
    /// @param newest in their order, ending with the newest that may be shown; of a conversation
    ///   that has more than fit, at least one more than fit
    /// @param limit at most so many
    public Slice slice(List<Message> newest, int limit, Instant now) {
        int most = Math.min(limit, messages);
        int first = newest.size();
        int size = 0;
        while (first > 0 && isYoung(newest.get(first - 1), now)) {
            size += bytes(newest.get(first - 1));
            // one message is shown however large it is
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
        return switch (message.content()) {
            case Content.Json json -> json.bytes();
        };
    }
}
