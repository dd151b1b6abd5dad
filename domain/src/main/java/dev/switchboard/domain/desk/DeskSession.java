package dev.switchboard.domain.desk;

import dev.switchboard.domain.cluster.PartitionKey;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A chat's session at an external desk: how far opening it got, which hub runs it, and up to where
/// the desk's events were taken.
///
/// Opening takes several calls to other systems, and each leaves something there. Each call is
/// noted before it goes out, its result after it. A hub that finds the session after a crash thus
/// knows what may exist outside, looks for it and removes it.
///
/// @param conversation the conversation that the chat belongs to; null in records of earlier
///   versions, and in those of chats that never began
/// @param desk the name of the desk
/// @param facts what was done and what was about to be done, in the desk's own words; people read
///   it too, so it holds no secrets
/// @param token our access token for the session, or null
/// @param heard up to where its events were taken; null before the first
/// @param hold the hub that runs the session
/// @param changedAt when its state last changed
public record DeskSession(
        DeskRef chat,
        @Nullable ConversationId conversation,
        String desk,
        TenantId tenant,
        State state,
        Map<String, String> facts,
        @Nullable Token token,
        @Nullable StreamPosition heard,
        Hold hold,
        Instant changedAt) {

    public DeskSession {
        facts = Map.copyOf(facts);
        changedAt = stored(changedAt);
    }

    /// Truncates to the precision of every store, so that what is read equals what was written.
    private static Instant stored(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    public enum State {
        OPENING,
        OPEN,
        /// The remains of opening are being removed outside.
        UNDOING,
        OVER
    }

    /// @param renewAt when to request the next token
    public record Token(Secret secret, Instant renewAt) {
        public Token {
            renewAt = stored(renewAt);
        }
    }

    /// @param cursor the desk's own cursor; may be empty
    /// @param at the desk's time of the last event
    public record StreamPosition(String cursor, Instant at) {
        public StreamPosition {
            at = stored(at);
        }
    }

    /// @param holder the hub that runs the session; each start has a new name
    /// @param fence rises with every change of holder: where hubs share a store, it is the epoch of
    ///   the term in which the holder owns the conversation. A hub with an older fence may write
    ///   nothing
    public record Hold(String holder, long fence) {}

    /// A session before its first call.
    public static DeskSession begin(
            DeskRef chat,
            ConversationId conversation,
            String desk,
            TenantId tenant,
            Hold hold,
            Instant now) {
        return new DeskSession(
                chat, conversation, desk, tenant, State.OPENING, Map.of(), null, null, hold, now);
    }

    /// A session that must not begin any more.
    public static DeskSession never(
            DeskRef chat, String desk, TenantId tenant, String holder, Instant now) {
        Hold nobodys = new Hold(holder, 1);
        return new DeskSession(
                chat, null, desk, tenant, State.OVER, Map.of(), null, null, nobodys, now);
    }

    /// Names the partition whose owner runs the session: that of its conversation.
    public PartitionKey key() {
        ConversationId its = conversation;
        return its == null ? () -> "c/" + chat : its;
    }

    public DeskSession become(State next, Instant now) {
        return new DeskSession(
                chat, conversation, desk, tenant, next, facts, token, heard, hold, now);
    }

    public DeskSession with(String fact, String value) {
        Map<String, String> more = new TreeMap<>(facts);
        more.put(fact, value);
        return withFacts(more);
    }

    public DeskSession without(String fact) {
        Map<String, String> fewer = new TreeMap<>(facts);
        fewer.remove(fact);
        return withFacts(fewer);
    }

    private DeskSession withFacts(Map<String, String> other) {
        return new DeskSession(
                chat, conversation, desk, tenant, state, other, token, heard, hold, changedAt);
    }

    public DeskSession with(Token next) {
        return new DeskSession(
                chat, conversation, desk, tenant, state, facts, next, heard, hold, changedAt);
    }

    public DeskSession with(StreamPosition next) {
        return new DeskSession(
                chat, conversation, desk, tenant, state, facts, token, next, hold, changedAt);
    }

    /// Hands the session to another hub.
    public DeskSession takenBy(Hold next) {
        return new DeskSession(
                chat, conversation, desk, tenant, state, facts, token, heard, next, changedAt);
    }

    public @Nullable String fact(String name) {
        return facts.get(name);
    }
}
