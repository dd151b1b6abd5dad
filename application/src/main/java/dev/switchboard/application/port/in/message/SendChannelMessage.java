package dev.switchboard.application.port.in.message;

import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.MessageId;
import org.jspecify.annotations.Nullable;

/// Sends a back end's message of a session to a channel.
public interface SendChannelMessage {

    /// Journals the message, hands it to its lane and waits at most `sync-wait` for the channel's
    /// own reply. Blocks its thread.
    ///
    /// @throws dev.switchboard.domain.InvalidValueException naming `session_id`, `message` or
    ///   `response_url`
    Result send(Command command);

    /// @param channelId as the caller wrote it; an impossible id is an unknown channel
    /// @param responseUrl the address for the channel's callback; null for the hub's own address
    /// @param key the caller's idempotency key, if any
    /// @param waitForReply false to return as soon as the message is journaled
    record Command(
            String principal,
            String channelId,
            String sessionId,
            Content message,
            @Nullable String responseUrl,
            @Nullable Key key,
            boolean waitForReply) {}

    /// @param fingerprint a hash of the whole request
    record Key(String value, String fingerprint) {}

    sealed interface Result {

        /// The message is journaled.
        sealed interface Settled extends Result {
            MessageId id();
        }

        /// The channel took the message in time.
        ///
        /// @param body the channel's JSON reply, or null if it gave none
        /// @param replayed whether this repeats the result of an earlier request with the same key
        record Answered(MessageId id, @Nullable String body, boolean replayed) implements Settled {}

        /// It will be delivered.
        record Queued(MessageId id, boolean replayed) implements Settled {}

        /// The channel refuses the message.
        record Refused(MessageId id, String text, boolean replayed) implements Settled {}

        record UnknownChannel() implements Result {}

        record NoEndpoint() implements Result {}

        record ChannelDisabled() implements Result {}

        record TooManyPending() implements Result {}

        record KeyReused() implements Result {}
    }
}
