package dev.switchboard.application.port.out.store;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry in the making, so that a test says only what it is about. Each [#entry] has a new id.
///
/// @param parked why it is born parked, or null if it is owed
public record EntryDraft(
        ConversationId conversation,
        Content content,
        @Nullable MessageId answers,
        @Nullable IdempotencyKey key,
        List<Target> targets,
        @Nullable ParkReason parked,
        Instant at) {
    public static final ConversationId CONVERSATION = ConversationId.ofSession(Seed.SESSION);

    private static final Ids IDS = new SequentialIds();

    /// The seed's message to the seed's channel, accepted at [Seed#NOW].
    public static EntryDraft message() {
        return new EntryDraft(
                CONVERSATION, Seed.MESSAGE, null, null, List.of(Seed.SLACK), null, Seed.NOW);
    }

    /// The seed's answer to it, for the sessions server.
    public static EntryDraft answerTo(MessageId message) {
        return new EntryDraft(
                CONVERSATION,
                Seed.ANSWER,
                message,
                null,
                List.of(Target.SESSIONS_SERVER),
                null,
                Seed.NOW);
    }

    /// A key of the principal `svc` that lives for a day from [Seed#NOW].
    public static IdempotencyKey key(String key, String fingerprint) {
        return new IdempotencyKey("svc", key, fingerprint, Seed.NOW.plus(Duration.ofDays(1)));
    }

    public EntryDraft inSession(String session) {
        ConversationId other = ConversationId.ofSession(session);
        return new EntryDraft(other, content, answers, key, targets, parked, at);
    }

    public EntryDraft saying(String json) {
        Content said = new Content.Json(json);
        return new EntryDraft(conversation, said, answers, key, targets, parked, at);
    }

    public EntryDraft keyed(IdempotencyKey given) {
        return new EntryDraft(conversation, content, answers, given, targets, parked, at);
    }

    public EntryDraft owedTo(Target... owed) {
        return new EntryDraft(conversation, content, answers, key, List.of(owed), null, at);
    }

    public EntryDraft bornParked(ParkReason reason) {
        return new EntryDraft(conversation, content, answers, key, targets, reason, at);
    }

    public EntryDraft acceptedAt(Instant accepted) {
        return new EntryDraft(conversation, content, answers, key, targets, parked, accepted);
    }

    public EntryDraft later(long seconds) {
        return acceptedAt(at.plusSeconds(seconds));
    }

    /// The entry, with an id greater than those of all entries made before.
    public Entry entry() {
        return new Entry(
                IDS.messageId(),
                conversation,
                answers == null
                        ? new Author(Party.SYSTEM, "svc")
                        : new Author(Party.CHANNEL, "slack-sim"),
                content,
                answers == null ? Seed.RESPONSE_URL : null,
                answers,
                key,
                targets.stream().map(this::born).toList(),
                at);
    }

    private Delivery born(Target target) {
        Delivery.Pending owed = Delivery.owed(target, at);
        return parked == null ? owed : owed.park(parked, at);
    }
}
