package dev.switchboard.application.service.message;

import dev.switchboard.application.port.in.message.AcceptChannelCallback.Result;
import dev.switchboard.application.port.out.channel.ResponseTokens;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.service.message.CallbackProof.Proven;
import dev.switchboard.application.service.message.CallbackProof.Unproven;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Verifies response tokens. A token belongs to one message, works once, and expires some time
/// after the message's last change.
final class TokenProofs {

    private final ResponseTokens tokens;
    private final RecentlySent sent;
    private final History history;
    private final Duration life;

    TokenProofs(ResponseTokens tokens, RecentlySent sent, History history, Duration life) {
        this.tokens = tokens;
        this.sent = sent;
        this.history = history;
        this.life = life;
    }

    /// A message whose token is still valid.
    private record Answerable(Message message, String channel) {}

    CallbackProof check(
            String token, ConversationId conversation, String fingerprint, Instant now) {
        Optional<Answerable> found =
                tokens.verify(token).flatMap(message -> answerable(message, now));
        if (found.isEmpty()) {
            return new Unproven(Result.UNAUTHORIZED);
        }
        Message message = found.get().message();
        if (!message.conversation().equals(conversation)) {
            return new Unproven(Result.FOREIGN_SESSION);
        }
        IdempotencyKey key =
                new IdempotencyKey(
                        "token", message.id().value(), fingerprint, now.plus(IdempotencyKey.LIFE));
        Author author = new Author(Party.CHANNEL, found.get().channel());
        return new Proven(author, message.id(), key, ChannelProbe.wrote(message));
    }

    private Optional<Answerable> answerable(MessageId id, Instant now) {
        return sent.find(id)
                .filter(recent -> lives(recent.message().at(), now))
                .map(recent -> new Answerable(recent.message(), recent.channel()))
                .or(() -> journaled(id, now));
    }

    private Optional<Answerable> journaled(MessageId id, Instant now) {
        return history.find(id)
                .filter(recorded -> lives(lastMove(recorded), now))
                .map(recorded -> new Answerable(recorded.message(), channelOf(recorded)));
    }

    private boolean lives(Instant from, Instant now) {
        return now.isBefore(from.plus(life));
    }

    private static String channelOf(Recorded recorded) {
        return recorded.deliveries().stream()
                .map(delivery -> delivery.target().name())
                .findFirst()
                .orElse("");
    }

    private static Instant lastMove(Recorded recorded) {
        return recorded.deliveries().stream()
                .map(Delivery::movedAt)
                .reduce(recorded.message().at(), (a, b) -> a.isAfter(b) ? a : b);
    }
}
