package dev.switchboard.simulators.pbx;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.simulators.script.SimulatorJson;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One user's telephone. Changes hold its lock until the hub has the report, so that reports leave
/// in order.
final class Extension {

    /// The states of the profile that each organisation begins with; the first has the id 1.
    static final List<String> STATES = List.of("Available", "Busy", "On Call", "Away", "Offline");

    static final int AVAILABLE = 1;
    static final int ON_CALL = 3;

    private static final int PROFILE = 1;

    private final long user;
    private final String name;
    private Call call = Call.NONE;
    private int state = AVAILABLE;
    private long sourceSeq;

    /// @param sourceSeq less than that of the first report; must be at least that of any earlier
    ///   one
    Extension(long user, String name, long sourceSeq) {
        this.user = user;
        this.name = name;
        this.sourceSeq = sourceSeq;
    }

    /// @param state `RINGING`, `ANSWERED`, `BRIDGED`, or empty without a call
    /// @param channel a new one for each call
    record Call(String state, String direction, String channel) {

        static final Call NONE = new Call("", "", "");

        boolean isIdle() {
            return state.isEmpty();
        }
    }

    long user() {
        return user;
    }

    String name() {
        return name;
    }

    Call call() {
        return call;
    }

    /// Begins a call, whatever the state before.
    void ring(@Nullable String direction) {
        String channel =
                UUID.nameUUIDFromBytes((user + "/" + sourceSeq).getBytes(UTF_8)).toString();
        call = new Call("RINGING", direction == null ? "Inbound" : direction, channel);
    }

    /// Continues its call; without one, begins a call that skipped ringing.
    void talk(String talking) {
        if (call.isIdle()) {
            ring(null);
        }
        call = new Call(talking, call.direction(), call.channel());
        state = ON_CALL;
    }

    void hangUp() {
        call = Call.NONE;
        state = state == ON_CALL ? AVAILABLE : state;
    }

    void choose(int chosen) {
        state = chosen;
    }

    /// A complete report to the hub, with a new `sourceSeq`.
    ObjectNode report() {
        sourceSeq++;
        return SimulatorJson.MAPPER
                .createObjectNode()
                .put("userId", user)
                .put("presence", call.state())
                .put("logicalDirection", call.direction())
                .put("callChannelUUID", call.channel())
                .put("availability", STATES.get(state - 1))
                .put("availabilityStateId", state)
                .put("availabilityProfileId", PROFILE)
                .put("sourceSeq", sourceSeq);
    }
}
