package dev.switchboard.application.service.people;

import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.upstream.EndedDeskSessions;
import dev.switchboard.application.service.chat.ChatSteps;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.application.service.handoff.AgentRequests;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.desk.DeskRef;

/// Ends who answers a person now, and erases what those were told of them.
final class ChatErasure {

    /// More chats of one conversation than anybody ever had.
    private static final int ALL = 1000;

    private final Chats chats;
    private final Handoffs handoffs;
    private final Drafts drafts;
    private final EndedDeskSessions desks;
    private final ChatSteps steps;
    private final AgentRequests agentRequests;
    private final ConversationLocks locks;

    ChatErasure(
            Chats chats,
            Handoffs handoffs,
            Drafts drafts,
            EndedDeskSessions desks,
            ChatSteps steps,
            AgentRequests agentRequests,
            ConversationLocks locks) {
        this.chats = chats;
        this.handoffs = handoffs;
        this.drafts = drafts;
        this.desks = desks;
        this.steps = steps;
        this.agentRequests = agentRequests;
        this.locks = locks;
    }

    /// The bot, if there is one, has the person again.
    void end(ConversationId conversation) {
        locks.withLock(
                conversation,
                () -> {
                    chats.newest(conversation, 1).stream()
                            .filter(chat -> chat.state().live())
                            .forEach(chat -> steps.end(chat, EndReason.FINISHED));
                    agentRequests.leave(conversation);
                });
    }

    /// @return how many are left: what their end brings with it is not done yet
    long erase(ConversationId conversation) {
        drafts.forget(conversation);
        long left = handoffs.erase(conversation) ? 0 : 1;
        for (Chat chat : chats.newest(conversation, ALL)) {
            boolean over = chats.erase(chat.id());
            left += over && desks.forget(new DeskRef(chat.id().value())) ? 0 : 1;
        }
        return left;
    }
}
