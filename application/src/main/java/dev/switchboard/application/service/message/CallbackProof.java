package dev.switchboard.application.service.message;

import dev.switchboard.application.port.in.message.AcceptChannelCallback.Result;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import org.jspecify.annotations.Nullable;

/// The result of checking whether a callback belongs to a message that was really sent.
sealed interface CallbackProof {

    /// The callback is proven.
    ///
    /// @param author the channel that answers, or the bare session if no proof names the channel
    /// @param answers the message that it answers, if the proof names it
    /// @param key recognises a repeat of this very callback
    /// @param probe whether it answers a conformance probe, and so has no recipient
    record Proven(Author author, @Nullable MessageId answers, IdempotencyKey key, boolean probe)
            implements CallbackProof {}

    /// The callback is not proven.
    record Unproven(Result result) implements CallbackProof {}
}
