package dev.switchboard.simulators.pbx;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.simulators.script.Range;
import org.jspecify.annotations.Nullable;

/// An event at the exchange, or a fault.
///
/// @param deed called `do` in JSON
/// @param user the user; null for the first one
/// @param direction of a ringing call: `Inbound` if absent, or `Outbound`
/// @param state the chosen availability: 1 to 5
/// @param count the number of messages, reports or repeats; 1 if absent
/// @param seconds when the report of a silent exchange expires; 1 if absent
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

    /// Normal events first, faults below.
    public enum Deed {
        RING,
        ANSWER,
        BRIDGE,
        HANGUP,
        /// Rings, is answered, is bridged and hangs up.
        CYCLE,
        AVAILABILITY,
        UNREAD,

        /// `count` calls that ring and end, all reported concurrently.
        BURST,
        /// The last report, `count` times more.
        DUPLICATE,
        /// A call that rings and is answered, reported in the wrong order.
        REVERSED,
        /// A call that rings, followed by silence.
        SILENCE,
        /// A report about another organisation's user.
        FOREIGN,
        /// Malformed bodies.
        MALFORMED
    }
}
