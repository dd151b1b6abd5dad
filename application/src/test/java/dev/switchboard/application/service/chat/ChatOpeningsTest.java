package dev.switchboard.application.service.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.chat.OpenChats.Connected;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.Once;
import dev.switchboard.domain.chat.Chat.Request;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChatOpeningsTest {

    private final ChatOpenings openings = new ChatOpenings();

    @Test
    void endAtOnceIfThereAreNone() {
        assertThat(openings.ended()).isCompleted();
    }

    @Test
    void endWhenEachOfThemHasAnOutcomeOrFailed() {
        CompletableFuture<Connected> one = new CompletableFuture<>();
        CompletableFuture<Connected> other = new CompletableFuture<>();
        var _ = openings.begin(chat(1), one);
        var _ = openings.begin(chat(2), other);
        CompletableFuture<Void> ended = openings.ended();

        one.completeExceptionally(new IllegalStateException("the desk is away"));
        assertThat(ended).isNotDone();
        other.complete(new Connected.NoRoute());

        assertThat(ended).isCompleted();
    }

    private static Chat chat(int number) {
        Request request =
                new Request(
                        TenantId.DEFAULT,
                        "whatsapp",
                        "52155",
                        "acme-bot",
                        "521554578545",
                        "Ann",
                        "ann@example.com",
                        "+52155",
                        new Content("{}"),
                        "default",
                        "help",
                        new Once("f00", null));
        return Chat.begin(
                new ChatId(new UUID(0, number).toString()),
                ConversationId.of("bot", "" + number),
                1,
                0,
                request,
                "desk",
                Instant.EPOCH);
    }
}
