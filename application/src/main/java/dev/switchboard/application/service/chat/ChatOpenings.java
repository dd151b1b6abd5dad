package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.in.chat.OpenChats.Connected;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The chats whose desk this process is calling, which takes a while. Requests for one of them
/// meanwhile get the outcome of that call.
final class ChatOpenings {

    private final ConcurrentMap<ChatId, Opening> underWay = new ConcurrentHashMap<>();

    private record Opening(ConversationId conversation, CompletableFuture<Connected> outcome) {}

    /// Begins an opening with this outcome.
    ///
    /// @return the outcome of the opening that is under way already; null if there is none
    @Nullable CompletableFuture<Connected> begin(Chat chat, CompletableFuture<Connected> outcome) {
        Opening there = underWay.putIfAbsent(chat.id(), new Opening(chat.conversation(), outcome));
        return there == null ? null : there.outcome();
    }

    void end(Chat chat) {
        underWay.remove(chat.id());
    }

    /// Whether a desk is being called about one of these conversations. Their partition is not
    /// given away meanwhile: the chat would be undone, and its user told to come again.
    boolean concern(Partitions some) {
        return underWay.values().stream().map(Opening::conversation).anyMatch(some::contains);
    }

    /// Completes when the openings that are under way now have an outcome.
    CompletableFuture<Void> ended() {
        CompletableFuture<?>[] outcomes =
                underWay.values().stream()
                        .map(Opening::outcome)
                        .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(outcomes).exceptionally(_ -> null);
    }

    /// Waits for the end of an opening.
    static Connected result(CompletableFuture<Connected> outcome) {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
