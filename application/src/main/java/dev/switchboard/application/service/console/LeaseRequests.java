package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.OfferHandoffs.Granted;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.service.console.Agents.Place;
import dev.switchboard.application.service.handoff.ContextReader;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import java.time.Duration;
import java.util.function.Function;

/// Asks the owners of conversations for leases. The agent's place is reserved before, so that two
/// requests at once cannot take the same one.
public final class LeaseRequests {

    /// When a request without an answer has been carried out, or never will be.
    private static final Duration DECIDED = Duration.ofSeconds(15);

    private final DeskHandoffs handoffs;
    private final Agents agents;
    private final ContextReader context;
    private final Later later;

    LeaseRequests(DeskHandoffs handoffs, Agents agents, ContextReader context, Later later) {
        this.handoffs = handoffs;
        this.agents = agents;
        this.context = context;
        this.later = later;
    }

    /// @param request asks the owner, who is told whether the agent has a place
    public Accepted ask(
            Agent agent, ConversationId conversation, Function<Boolean, Granted> request) {
        Place place = agents.reserve(agent, conversation);
        Granted granted = null;
        try {
            granted = handoffs.ask(conversation, () -> request.apply(place != Place.NONE));
        } finally {
            if (place == Place.RESERVED) {
                if (granted == null && handoffs.isDistant(conversation)) {
                    later.in(DECIDED, () -> giveBack(agent, conversation));
                } else {
                    giveBack(agent, conversation);
                }
            }
        }
        return switch (granted) {
            case Granted.Done(var leased, var seq) -> new Accepted.Done(context.held(leased, seq));
            case DeskRefusal why -> why;
        };
    }

    /// Unless it was used.
    private void giveBack(Agent agent, ConversationId conversation) {
        if (handoffs.held(conversation, agent) == null) {
            agents.giveBack(agent, conversation);
        }
    }
}
