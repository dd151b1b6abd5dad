package dev.switchboard.application.service.message;

import dev.switchboard.application.port.in.message.AcceptChannelCallback.Command;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Proofs;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Result;
import dev.switchboard.application.service.message.CallbackProof.Proven;
import dev.switchboard.application.service.message.CallbackProof.Unproven;
import dev.switchboard.application.service.message.KnownSessions.KnownSession;
import dev.switchboard.application.service.message.MessagingSettings.Callbacks;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.message.IdempotencyKey;
import java.time.Duration;
import java.time.Instant;

/// Checks all proofs of a callback. Every proof that is present must hold. A token is tied to one
/// message and so decides which message is answered.
final class CallbackProofs {

    /// The time for which a repeat is recognised if only its content can be compared.
    private static final Duration CONTENT_WINDOW = Duration.ofHours(24);

    private final TokenProofs tokens;
    private final SignatureProofs signatures;
    private final KnownSessions sessions;
    private final Callbacks callbacks;

    CallbackProofs(
            TokenProofs tokens,
            SignatureProofs signatures,
            KnownSessions sessions,
            Callbacks callbacks) {
        this.tokens = tokens;
        this.signatures = signatures;
        this.sessions = sessions;
        this.callbacks = callbacks;
    }

    CallbackProof check(Command command, ConversationId conversation, Instant now) {
        Proofs proofs = command.proofs();
        if (proofs.signature() == null) {
            return proofs.token() == null
                    ? withoutProof(command, conversation, now)
                    : tokens.check(proofs.token(), conversation, command.fingerprint(), now);
        }
        CallbackProof signed =
                signatures.check(
                        proofs.signature(),
                        command.channelId(),
                        sessions.find(conversation, now),
                        now);
        return proofs.token() == null || signed instanceof Unproven
                ? signed
                : tokens.check(proofs.token(), conversation, command.fingerprint(), now);
    }

    private CallbackProof withoutProof(Command command, ConversationId conversation, Instant now) {
        if (callbacks == Callbacks.PROVEN) {
            return new Unproven(Result.UNAUTHORIZED);
        }
        KnownSession session = sessions.find(conversation, now);
        if (!session.sentToAnyChannel()) {
            return new Unproven(Result.UNKNOWN_SESSION);
        }
        IdempotencyKey key =
                new IdempotencyKey(
                        conversation.value(), command.fingerprint(), "", now.plus(CONTENT_WINDOW));
        Author author = new Author(Party.CHANNEL, conversation.externalId());
        return new Proven(author, null, key, session.probe());
    }
}
