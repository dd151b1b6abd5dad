package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.presence.AvailabilityProfile;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes in which states agents are and may be.
final class AvailabilityJson {

    private AvailabilityJson() {}

    static ObjectNode of(AgentReadiness readiness) {
        return DeskJson.object()
                .put("availabilityProfileId", readiness.profileId())
                .put("availabilityStateId", readiness.stateId())
                .put("kind", readiness.kind().name());
    }

    static ArrayNode states(AvailabilityProfile choices) {
        ArrayNode states = JsonNodeFactory.instance.arrayNode();
        choices.states()
                .forEach(state ->
                        states.addObject()
                                .put("availabilityProfileId", choices.number())
                                .put("availabilityStateId", state.number())
                                .put("name", state.displayName())
                                .put("kind", state.kind().name()));
        return states;
    }

    static ServerEvent changed(ConsoleEvent.AvailabilityChanged change) {
        ObjectNode event = of(change.availability());
        ConsoleEvent.Chooser by = change.by();
        if (by != null) {
            event.putObject("by").put("id", by.agent().value()).put("name", by.name());
        }
        return ServerEvent.of("availability", event);
    }
}
