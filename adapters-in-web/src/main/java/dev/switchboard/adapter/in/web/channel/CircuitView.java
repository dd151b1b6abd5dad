package dev.switchboard.adapter.in.web.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.application.port.in.channel.OperateChannels;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether calls go out to a channel.
record CircuitView(
        @JsonProperty("state") String state,
        @JsonProperty("failures") int failures,
        @JsonProperty("next_probe_at") @Nullable Instant nextProbeAt) {

    static CircuitView from(OperateChannels.Circuit circuit) {
        return new CircuitView(
                circuit.state().name().toLowerCase(Locale.ROOT),
                circuit.failures(),
                circuit.nextProbeAt());
    }
}
