package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The messages that were refused as if a new token were bad. The fault may be a message's own, for
/// example if a firewall before the bot dislikes its words: it is, if the bot took another message
/// that was sent after the first refusal, with the token with which this one is refused again.
final class RefusedMessages {

    private static final int MOST = 1000;

    /// Users may not have tokens requested at will.
    private static final Duration REPLACEMENT_PAUSE = Duration.ofMinutes(1);

    private final Clock clock;

    /// The time of the first refusal, oldest first. One that is forgotten counts anew.
    private final SequencedMap<MessageId, Instant> refusals = new LinkedHashMap<>();

    private Instant lastTaken = Instant.MIN;
    private @Nullable Secret takenWith;
    private @Nullable Kept replaced;
    private Instant replacedAt = Instant.EPOCH;

    RefusedMessages(Clock clock) {
        this.clock = clock;
    }

    /// The bot took a message that was sent at this time with this token.
    synchronized void taken(MessageId message, Kept token, Instant sentAt) {
        refusals.remove(message);
        if (sentAt.isAfter(lastTaken)) {
            lastTaken = sentAt;
            takenWith = token.token();
        }
    }

    /// The message was refused although its token is new.
    synchronized void suspect(MessageId message) {
        refusals.putIfAbsent(message, clock.instant());
        if (refusals.size() > MOST) {
            refusals.pollFirstEntry();
        }
    }

    /// Whether the fault of a message that is refused again is its own. With another token than the
    /// bot takes now, the token may be at fault.
    ///
    /// @param refusedWith the token of the refused call
    synchronized boolean isAtFault(MessageId message, Kept refusedWith) {
        Instant first = refusals.get(message);
        return first != null && lastTaken.isAfter(first) && refusedWith.token().equals(takenWith);
    }

    /// The message is not sent again.
    synchronized void forget(MessageId message) {
        refusals.remove(message);
    }

    /// Whether the token may be replaced because of a refusal that does not prove it bad. All
    /// messages that were refused with the same token share the replacement.
    synchronized boolean mayReplace(Kept token) {
        if (token.equals(replaced)) {
            return true;
        }
        Instant now = clock.instant();
        if (now.isBefore(replacedAt.plus(REPLACEMENT_PAUSE)) && !now.isBefore(replacedAt)) {
            return false;
        }
        replaced = token;
        replacedAt = now;
        return true;
    }
}
