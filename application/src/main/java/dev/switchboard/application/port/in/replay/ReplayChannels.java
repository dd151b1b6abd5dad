package dev.switchboard.application.port.in.replay;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.replay.Replay;
import dev.switchboard.domain.replay.Replay.Choice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Sends messages of all conversations of a channel to it again, part by part.
///
/// Every method throws `StoreUnavailableException` if the store does not answer. What was accepted
/// by then is finished later; a repeat with the same key sends nothing again and does the rest.
public interface ReplayChannels {

    /// The most messages of the channel that one part looks at.
    int MESSAGES = 1000;

    /// The most conversations that one part replays.
    int CONVERSATIONS = 200;

    /// Replays the part of each conversation that is in the next part of the period, in the order
    /// of each conversation. All of it is queued durably when this returns.
    Part replay(Command command);

    /// Counts what [#replay] would send again and leave. Changes nothing.
    Part preview(Period period);

    /// @param caller within whose requests the key is unique
    /// @param key the caller's own key, which identifies repeats of a request for the same period
    record Command(String caller, String key, Period period) {}

    /// The messages that were accepted for a channel between two times. The period is over, so
    /// repeats find the same.
    ///
    /// @param from inclusive
    /// @param to exclusive
    /// @param after [Part#next] of the part before; null for the first
    record Period(
            ChannelId channel, Instant from, Instant to, Choice what, @Nullable MessageId after) {

        public Period {
            if (!from.isBefore(to)) {
                throw new InvalidValueException("to", Reason.INVALID, "later than from");
            }
        }
    }

    /// @param conversations the number of those of which this part has messages
    /// @param next where the next part begins; null after the last
    record Part(Replay.Result result, int conversations, @Nullable MessageId next) {}
}
