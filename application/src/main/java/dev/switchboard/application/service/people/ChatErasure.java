package dev.switchboard.application.service.people;

import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.upstream.EndedDeskSessions;
import dev.switchboard.application.service.handoff.AgentRequests;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.desk.DeskRef;
import java.util.function.Consumer;

/// Ends a person's chats and handoffs, and erases the data that agents were given.
final class ChatErasure {

    /// More chats than any conversation has.
    private static final int ALL = 1000;

    private final Chats chats;
    private final Handoffs handoffs;
    private final Drafts drafts;
    private final EndedDeskSessions desks;
    private final Consumer<Chat> ending;
    private final AgentRequests agentRequests;
    private final ConversationLocks locks;

    /// @param ending ends a live chat
    ChatErasure(
            Chats chats,
            Handoffs handoffs,
            Drafts drafts,
            EndedDeskSessions desks,
            Consumer<Chat> ending,
            AgentRequests agentRequests,
            ConversationLocks locks) {
        this.chats = chats;
        this.handoffs = handoffs;
        this.drafts = drafts;
        this.desks = desks;
        this.ending = ending;
        this.agentRequests = agentRequests;
        this.locks = locks;
    }

    /// Ends the chat and the handoff; the bot, if there is one, has the person again.
    void end(ConversationId conversation) {
        locks.withLock(
                conversation,
                () -> {
                    chats.newest(conversation, 1).stream()
                            .filter(chat -> chat.state().live())
                            .forEach(ending);
                    agentRequests.leave(conversation);
                });
    }

    /// @return the number of chats and handoffs that cannot be erased yet, because the consequences
    ///   of their end are not done
    long erase(ConversationId conversation) {
        drafts.forget(conversation);
        long left = handoffs.erase(conversation) ? 0 : 1;
        for (Chat chat : chats.newest(conversation, ALL)) {
            boolean over = chats.erase(chat.id());
            left += over && desks.forget(DeskRef.of(chat.id())) ? 0 : 1;
        }
        return left;
    }
}
