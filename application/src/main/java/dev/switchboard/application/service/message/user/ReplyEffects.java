package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.AcceptReply.Effect;
import dev.switchboard.domain.conversation.ConversationId;

/// What a reply does besides being said.
public final class ReplyEffects {

    private final OpenAgentSessions agentSessions;
    private final UserMessageWatch watch;
    private final SystemEvents events;

    public ReplyEffects(
            OpenAgentSessions agentSessions, UserMessageWatch watch, SystemEvents events) {
        this.agentSessions = agentSessions;
        this.watch = watch;
        this.events = events;
    }

    void take(Effect effect, ConversationId conversation) {
        watch.answered(conversation);
        switch (effect) {
            case NONE -> {}
            case ENDS_AGENT_SESSION -> agentSessions.end(conversation);
            case ASKS_FOR_AGENT -> events.note(conversation, SystemEvents.HANDOFF_REQUESTED);
        }
    }
}
