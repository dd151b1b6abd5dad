package dev.switchboard.adapter.out.persistence.mongo;

import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.time.Instant;
import java.util.stream.Collectors;

/// What the newest message of a conversation says about it.
record HeadDocument(String id, String conversation, long seq, Instant at, ThreadDocument thread) {

    static final String[] FIELDS = {"conversation", "seq", "at", "thread"};

    Conversation toConversation() {
        return new Conversation(
                new ConversationId(conversation),
                thread.startedAt(),
                at,
                seq,
                thread.targets().stream().map(Target::parse).collect(Collectors.toSet()));
    }
}
