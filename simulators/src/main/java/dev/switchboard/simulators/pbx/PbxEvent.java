package dev.switchboard.simulators.pbx;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.simulators.script.Range;
import org.jspecify.annotations.Nullable;

/// Something that happens at the exchange, or goes wrong there.
///
/// @param deed called `do` outside
/// @param user to whom; null for the first one
/// @param direction of a call that rings: `Inbound` if absent, or `Outbound`
/// @param state which availability is chosen: 1 to 5
/// @param count how many: messages, reports, repeats; 1 if absent
/// @param seconds after which a silent exchange is no longer believed; 1 if absent
/// @param organisation a foreign one; `foreign` if absent
public record PbxEvent(
        @JsonProperty("do") Deed deed,
        @Nullable Long user,
        @Nullable String direction,
        int state,
        int count,
        int seconds,
        @Nullable String organisation) {

    public PbxEvent {
        state = state == 0 ? Extension.AVAILABLE : state;
        Range.check("state", state, 1, Extension.STATES.size());
        count = count == 0 ? 1 : count;
        Range.check("count", count, 1, 100_000);
        seconds = seconds == 0 ? 1 : seconds;
        Range.check("seconds", seconds, 1, 86_400);
        organisation = organisation == null ? "foreign" : organisation;
    }

    public static PbxEvent of(Deed deed, long user) {
        return new PbxEvent(deed, user, null, 0, 0, 0, null);
    }

    /// What happens, and below what goes wrong.
    public enum Deed {
        RING,
        ANSWER,
        BRIDGE,
        HANGUP,
        /// Rings, is answered, is bridged and hangs up.
        CYCLE,
        AVAILABILITY,
        UNREAD,

        /// `count` calls that ring and end, reported all at once.
        BURST,
        /// The last report, `count` times more.
        DUPLICATE,
        /// A call that rings and is answered, reported in the wrong order.
        REVERSED,
        /// A call that rings, and then nothing any more.
        SILENCE,
        /// A report about another organisation's user.
        FOREIGN,
        /// Bodies that nobody can make sense of.
        MALFORMED
    }
}
