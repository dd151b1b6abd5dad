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

/// A builder of entries, so that a test states only what it is about. Each [#entry] has a new id.
///
/// @param parked why the delivery is parked from the start, or null if it is pending
public record EntryDraft(
        ConversationId conversation,
        Author author,
        Content content,
        @Nullable MessageId answers,
        @Nullable IdempotencyKey key,
        List<Target> targets,
        @Nullable ParkReason parked,
        Instant at) {
    public static final ConversationId CONVERSATION = ConversationId.ofSession(Seed.SESSION);

    /// A conversation that clients follow live.
    public static final ConversationId CHAT = ConversationId.of("chat", Seed.SESSION);

    public static final Target BOT = new Target(Target.Kind.BOT, "chat");

    private static final Ids IDS = new SequentialIds();

    /// The seed's message to the seed's channel, accepted at [Seed#NOW].
    public static EntryDraft message() {
        return new EntryDraft(
                CONVERSATION,
                new Author(Party.SYSTEM, "svc"),
                Seed.MESSAGE,
                null,
                null,
                List.of(Seed.SLACK),
                null,
                Seed.NOW);
    }

    /// The seed's answer to it, for the sessions server.
    public static EntryDraft answerTo(MessageId message) {
        return new EntryDraft(
                CONVERSATION,
                new Author(Party.CHANNEL, "slack-sim"),
                Seed.ANSWER,
                message,
                null,
                List.of(Target.SESSIONS_SERVER),
                null,
                Seed.NOW);
    }

    /// A user's message to the bot of [#CHAT].
    public static EntryDraft question() {
        return message().in(CHAT).by(Party.USER).owedTo(BOT);
    }

    /// A message of the bot of [#CHAT] to its followers.
    public static EntryDraft reply() {
        return message().in(CHAT).by(Party.BOT).owedTo(Target.LIVE_CLIENTS);
    }

    /// A key of the principal `svc` that lives for a day from [Seed#NOW].
    public static IdempotencyKey key(String key, String fingerprint) {
        return new IdempotencyKey("svc", key, fingerprint, Seed.NOW.plus(Duration.ofDays(1)));
    }

    public EntryDraft inSession(String session) {
        return in(ConversationId.ofSession(session));
    }

    public EntryDraft in(ConversationId other) {
        return new EntryDraft(other, author, content, answers, key, targets, parked, at);
    }

    public EntryDraft by(Party party) {
        Author other = new Author(party, "somebody");
        return new EntryDraft(conversation, other, content, answers, key, targets, parked, at);
    }

    public EntryDraft answering(MessageId question) {
        return new EntryDraft(conversation, author, content, question, key, targets, parked, at);
    }

    public EntryDraft saying(String json) {
        Content said = new Content(json);
        return new EntryDraft(conversation, author, said, answers, key, targets, parked, at);
    }

    /// A note of an agent in [#CHAT], for agents alone.
    public static EntryDraft note() {
        return message().in(CHAT).by(Party.AGENT).owedTo().holding(Seed.NOTE);
    }

    public EntryDraft holding(Content held) {
        return new EntryDraft(conversation, author, held, answers, key, targets, parked, at);
    }

    public EntryDraft keyed(IdempotencyKey given) {
        return new EntryDraft(conversation, author, content, answers, given, targets, parked, at);
    }

    public EntryDraft owedTo(Target... owed) {
        return new EntryDraft(conversation, author, content, answers, key, List.of(owed), null, at);
    }

    public EntryDraft bornParked(ParkReason reason) {
        return new EntryDraft(conversation, author, content, answers, key, targets, reason, at);
    }

    public EntryDraft acceptedAt(Instant accepted) {
        return new EntryDraft(
                conversation, author, content, answers, key, targets, parked, accepted);
    }

    public EntryDraft later(long seconds) {
        return acceptedAt(at.plusSeconds(seconds));
    }

    /// The entry, with an id greater than those of all entries made before.
    public Entry entry() {
        return new Entry(
                IDS.messageId(),
                conversation,
                author,
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
