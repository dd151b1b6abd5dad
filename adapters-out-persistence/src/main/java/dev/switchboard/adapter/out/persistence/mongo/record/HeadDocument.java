package dev.switchboard.adapter.out.persistence.mongo.record;

import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// A conversation, as its newest message describes it.
public record HeadDocument(
        String id, String conversation, long seq, Instant at, ThreadDocument thread) {

    public static final List<String> FIELDS = List.of("conversation", "seq", "at", "thread");

    public Conversation toConversation() {
        return new Conversation(
                new ConversationId(conversation),
                thread.startedAt(),
                at,
                seq,
                thread.targets().stream().map(Target::parse).collect(Collectors.toSet()));
    }
}
