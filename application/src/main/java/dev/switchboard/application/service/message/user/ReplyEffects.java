package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.handoff.RequestAgent.Question;
import dev.switchboard.application.port.in.message.AcceptReply.Effect;
import dev.switchboard.application.service.handoff.AgentRequests;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff.Customer;
import java.util.function.Supplier;

/// What a reply does besides being said.
final class ReplyEffects {

    private static final String BOT_ASKS = "bot_asks";

    private final OpenAgentSessions agentSessions;
    private final UserMessageWatch watch;
    private final SystemEvents events;
    private final AgentRequests agentRequests;

    ReplyEffects(
            OpenAgentSessions agentSessions,
            UserMessageWatch watch,
            SystemEvents events,
            AgentRequests agentRequests) {
        this.agentSessions = agentSessions;
        this.watch = watch;
        this.events = events;
        this.agentRequests = agentRequests;
    }

    /// Whether something must stand before the reply does, so that no crash can lose it.
    boolean comesFirst(Effect effect) {
        return effect == Effect.ASKS_FOR_AGENT && agentRequests.enabled();
    }

    /// Whether the caller of [#take] must hold the conversation's lock.
    boolean needsLock(Effect effect) {
        return effect == Effect.ASKS_FOR_AGENT;
    }

    /// Runs what journals a reply for whose effect that [holds][#comesFirst]. The caller holds the
    /// conversation's lock.
    <T> T around(ConversationId conversation, Supplier<T> journaling) {
        Customer customer = new Customer(conversation.externalId(), "", Customer.NOTHING_ELSE);
        return agentRequests.around(
                Question.ofClient(conversation, customer, BOT_ASKS), journaling);
    }

    void take(Effect effect, ConversationId conversation) {
        watch.answered(conversation);
        switch (effect) {
            case NONE -> {}
            case ENDS_AGENT_SESSION -> agentSessions.end(conversation);
            case ASKS_FOR_AGENT -> {
                if (!agentRequests.enabled()) {
                    events.handoffRequested(conversation);
                }
            }
        }
    }
}
