package dev.switchboard.application.service.conversation;

import dev.switchboard.application.port.in.conversation.ReadConversations;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation;
import dev.switchboard.application.port.in.conversation.ReadRecent;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.service.live.LiveModule;

/// Reading conversations.
public record ConversationModule(ReadConversations conversations, ReadRecent recent) {

    public static ConversationModule of(
            Conversations conversations, History history, RecentActivity activity) {
        return new ConversationModule(
                new ConversationReader(conversations, history),
                new RecentReader(activity, conversations, history));
    }

    /// The reader of users, who may read the conversations that are theirs.
    public ReadOwnConversation own(LiveModule live) {
        return new OwnReader(live.ownership(), conversations);
    }
}
