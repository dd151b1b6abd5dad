package dev.switchboard.application.port.in.people;

import dev.switchboard.domain.conversation.ConversationId;

/// Erases what a conversation keeps of its person. Every call may be repeated, and finds less to
/// do.
public interface EraseConversations {

    /// Ends its chat and its handoff. The bot, if there is one, has the person again.
    void end(ConversationId conversation);

    /// Erases its words, and what is stored beside them.
    Found erase(ConversationId conversation);

    /// The result of one pass.
    ///
    /// @param messages the number of erased messages, by any pass
    /// @param deliveries the number of their deliveries that were ended
    /// @param files the number of files removed in this pass
    /// @param left the number of things that this pass erased or that cannot be erased yet
    record Found(long messages, long deliveries, long files, long left) {

        public static final Found NOTHING = new Found(0, 0, 0, 0);

        public Found plus(Found more) {
            return new Found(
                    messages + more.messages,
                    deliveries + more.deliveries,
                    files + more.files,
                    left + more.left);
        }
    }
}
