package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Content;
import java.time.Clock;
import java.util.List;

/// Journals events of a conversation as system messages. Agents read them; they have no deliveries.
final class SystemEvents {

    private final MessageRelay relay;
    private final ConversationLocks locks;
    private final Ids ids;
    private final Clock clock;

    SystemEvents(MessageRelay relay, ConversationLocks locks, Ids ids, Clock clock) {
        this.relay = relay;
        this.locks = locks;
        this.ids = ids;
        this.clock = clock;
    }

    /// Records that a bot took a message and did not answer it in time.
    void answerOverdue(ConversationId conversation) {
        locks.withLock(conversation, () -> append(conversation, "answer_overdue"));
    }

    /// Records that the bot asks for an agent. The caller holds the conversation's lock.
    void handoffRequested(ConversationId conversation) {
        append(conversation, "handoff_requested");
    }

    private void append(ConversationId conversation, String event) {
        relay.relayOwn(
                new Entry(
                        ids.messageId(),
                        conversation,
                        Author.HUB,
                        new Content("{\"event\":\"" + event + "\"}"),
                        null,
                        List.of(),
                        clock.instant()));
    }
}
