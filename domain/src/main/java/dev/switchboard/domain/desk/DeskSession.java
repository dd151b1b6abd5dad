package dev.switchboard.domain.desk;

import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A chat's session at a desk outside: what opening it has reached so far, who runs it, and how far
/// what the desk says was heard.
///
/// Opening takes several calls to other systems, each of which leaves something there. What is
/// about to be asked for is noted before each call and what came of it after: whoever finds the
/// session after a crash knows what may be there, looks, and takes it away again.
///
/// @param desk the name of the desk
/// @param facts what was reached and what was about to be, in the desk's own words; for people too,
///   so nothing secret
/// @param token what we are let in with, or null
/// @param heard up to where its events were taken, or null for none yet
/// @param hold whose it is
/// @param changedAt when its state changed last
public record DeskSession(
        DeskRef chat,
        String desk,
        TenantId tenant,
        State state,
        Map<String, String> facts,
        @Nullable Token token,
        @Nullable Heard heard,
        Hold hold,
        Instant changedAt) {

    public DeskSession {
        facts = Map.copyOf(facts);
        changedAt = stored(changedAt);
    }

    /// As exact as every store keeps it, so that what is read is what was written.
    private static Instant stored(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    public enum State {
        OPENING,
        OPEN,
        /// What opening left outside is being taken away.
        UNDOING,
        OVER
    }

    /// @param renewAt when to ask for the next one
    public record Token(Secret secret, Instant renewAt) {
        public Token {
            renewAt = stored(renewAt);
        }
    }

    /// @param cursor as the desk gave it, may be empty
    /// @param at the desk's time of the last event
    public record Heard(String cursor, Instant at) {
        public Heard {
            at = stored(at);
        }
    }

    /// @param holder the process that runs it, named anew by each start
    /// @param fence grows with every change of holder; whoever has an older one may write nothing
    public record Hold(String holder, long fence) {}

    /// A session nothing was done for yet.
    public static DeskSession begin(
            DeskRef chat, String desk, TenantId tenant, String holder, Instant now) {
        Hold hold = new Hold(holder, 1);
        return new DeskSession(chat, desk, tenant, State.OPENING, Map.of(), null, null, hold, now);
    }

    /// A session that must not begin any more.
    public static DeskSession never(
            DeskRef chat, String desk, TenantId tenant, String holder, Instant now) {
        return begin(chat, desk, tenant, holder, now).become(State.OVER, now);
    }

    public DeskSession become(State next, Instant now) {
        return new DeskSession(chat, desk, tenant, next, facts, token, heard, hold, now);
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
        return new DeskSession(chat, desk, tenant, state, other, token, heard, hold, changedAt);
    }

    public DeskSession with(Token next) {
        return new DeskSession(chat, desk, tenant, state, facts, next, heard, hold, changedAt);
    }

    public DeskSession with(Heard next) {
        return new DeskSession(chat, desk, tenant, state, facts, token, next, hold, changedAt);
    }

    /// Taken over by another process.
    public DeskSession takenBy(String holder) {
        Hold next = new Hold(holder, hold.fence() + 1);
        return new DeskSession(chat, desk, tenant, state, facts, token, heard, next, changedAt);
    }

    public @Nullable String fact(String name) {
        return facts.get(name);
    }
}
