package dev.switchboard.application.port.in.message;

import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.MessageId;
import org.jspecify.annotations.Nullable;

/// A back end sends a message of a session to a channel.
public interface SendChannelMessage {

    /// Journals the message, hands it to its lane and waits for the channel's own reply for at most
    /// `sync-wait`. Blocks its thread.
    ///
    /// @throws dev.switchboard.domain.InvalidValueException naming `session_id`, `message` or
    ///   `response_url`
    Result send(Command command);

    /// @param channelId as the caller wrote it; an impossible id is an unknown channel
    /// @param responseUrl where the channel shall call back; null for our own address
    /// @param key the caller's idempotency key, if any
    /// @param waitForReply false to be answered as soon as the message is journaled
    record Command(
            String principal,
            String channelId,
            String sessionId,
            Content.Json message,
            @Nullable String responseUrl,
            @Nullable Key key,
            boolean waitForReply) {}

    /// @param fingerprint a hash of the whole request
    record Key(String value, String fingerprint) {}

    sealed interface Result {

        /// The message is journaled; what its sender is told of it.
        sealed interface Settled extends Result {
            MessageId id();
        }

        /// The channel took it in time.
        ///
        /// @param body its JSON, or null if it gave none
        /// @param replayed whether an earlier request with the same key was answered so
        record Answered(MessageId id, @Nullable String body, boolean replayed) implements Settled {}

        /// It will be delivered.
        record Queued(MessageId id, boolean replayed) implements Settled {}

        /// The channel will not take it.
        record Refused(MessageId id, String text, boolean replayed) implements Settled {}

        record UnknownChannel() implements Result {}

        record NoEndpoint() implements Result {}

        record ChannelDisabled() implements Result {}

        record TooManyPending() implements Result {}

        record KeyReused() implements Result {}
    }
}
