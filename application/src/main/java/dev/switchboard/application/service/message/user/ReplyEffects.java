package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.handoff.RequestAgent.Question;
import dev.switchboard.application.port.in.message.AcceptReply.Effect;
import dev.switchboard.application.service.handoff.AgentRequests;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff.Customer;
import java.util.function.Supplier;

/// Carries out the effects of replies beyond their content.
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

    /// Whether the effect must be stored before the reply, so that a crash cannot lose it.
    boolean comesFirst(Effect effect) {
        return effect == Effect.ASKS_FOR_AGENT && agentRequests.enabled();
    }

    /// Whether the caller of [#take] must hold the conversation's lock.
    boolean needsLock(Effect effect) {
        return effect == Effect.ASKS_FOR_AGENT;
    }

    /// Journals a reply whose effect [comes first][#comesFirst]. The caller holds the
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
