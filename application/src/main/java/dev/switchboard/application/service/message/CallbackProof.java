package dev.switchboard.application.service.message;

import dev.switchboard.application.port.in.message.AcceptChannelCallback.Result;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import org.jspecify.annotations.Nullable;

/// Whether a callback belongs to a message that was really sent.
sealed interface CallbackProof {

    /// It does.
    ///
    /// @param author the channel that answers, or the bare session where nothing names it
    /// @param answers the message it answers, if the proof tells
    /// @param key recognises a repeat of this very callback
    /// @param probe whether it answers a conformance probe, so that nobody is to receive it
    record Proven(Author author, @Nullable MessageId answers, IdempotencyKey key, boolean probe)
            implements CallbackProof {}

    /// It does not, or does not show it.
    record Unproven(Result result) implements CallbackProof {}
}
