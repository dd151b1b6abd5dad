package dev.switchboard.application.port.out.conversation;

import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static dev.switchboard.application.port.out.store.EntryDraft.question;
import static dev.switchboard.application.port.out.store.EntryDraft.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.ListPosition;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of [RecentActivity].
public interface RecentActivityContract extends StoreContract {
    @Test
    default void knowsOfNothingAtFirst() {
        assertThat(recent(10)).isEmpty();
        assertThat(store().recentActivity().botMessages("chat", 10)).isEmpty();
    }

    @Test
    default void listsConversationsAsTheyAre() {
        stored(question());
        stored(reply().later(5));

        assertThat(store().recentActivity().conversations("chat", null, 10))
                .containsExactly(store().conversations().find(CHAT).orElseThrow());
    }

    @Test
    default void listsTheLatestActivityFirst() {
        stored(question().in(chat("a")));
        stored(question().in(chat("b")).later(1));
        stored(question().in(chat("c")).later(3600));
        stored(reply().in(chat("a")).acceptedAt(Seed.NOW.plusMillis(1001)));

        assertThat(recent(10)).containsExactly(chat("c"), chat("a"), chat("b"));
    }

    @Test
    default void followsAConversationThroughTime() {
        stored(question().in(chat("a")));
        stored(question().in(chat("b")).later(1));
        for (int second = 2; second < 60; second += 7) {
            stored(reply().in(chat("a")).later(second));
            assertThat(recent(10)).containsExactly(chat("a"), chat("b"));

            stored(reply().in(chat("b")).later(second + 3));
            assertThat(recent(10)).containsExactly(chat("b"), chat("a"));
        }
    }

    @Test
    default void countsEveryMessageAsActivityOnceClientsAreThere() {
        stored(question().in(chat("a")));
        stored(question().in(chat("b")).later(1));
        stored(message().in(chat("a")).owedTo().later(100));

        assertThat(recent(10)).containsExactly(chat("a"), chat("b"));
    }

    @Test
    default void leavesOutConversationsWithoutClients() {
        stored(message().in(chat("silent")));
        stored(reply().in(chat("unread")).bornParked(ParkReason.UNROUTABLE));
        stored(question().in(chat("asked")).owedTo().later(1));

        assertThat(recent(10)).containsExactly(chat("asked"), chat("unread"));
    }

    @Test
    default void listsAConversationThatClientsJoinLater() {
        stored(message().in(chat("a")));
        stored(message().in(chat("a")).later(1));

        stored(reply().in(chat("a")).later(2));

        assertThat(recent(10)).containsExactly(chat("a"));
    }

    @Test
    default void keepsOriginsApart() {
        stored(question());
        stored(question().in(ConversationId.of("chats", "b")));
        stored(question().in(ConversationId.of("cha", "c")));
        stored(question().in(ConversationId.of("desk", "chat:d")));

        assertThat(recent(10)).containsExactly(CHAT);
        assertThat(store().recentActivity().conversations("desk", null, 10)).hasSize(1);
        assertThat(store().recentActivity().conversations("nope", null, 10)).isEmpty();
    }

    @Test
    default void pagesThroughConversations() {
        IntStream.range(0, 60)
                .forEach(i -> stored(question().in(chat("c" + i)).later((i * 37) % 50)));

        assertThat(pages(7)).hasSize(60).isEqualTo(recent(500));
        assertThat(pages(1)).isEqualTo(recent(500));
    }

    @Test
    default void goesOnBehindAPlaceWhoseConversationHasMovedOn() {
        stored(question().in(chat("a")));
        stored(question().in(chat("b")).later(30));
        stored(question().in(chat("c")).later(60));
        ListPosition place = new ListPosition(Seed.NOW.plusSeconds(30), chat("b"));
        stored(question().in(chat("b")).later(90));

        assertThat(store().recentActivity().conversations("chat", place, 10))
                .extracting(Conversation::id)
                .containsExactly(chat("a"));
    }

    @Test
    default void listsTheNewestMessagesOfBotsFirst() {
        stored(question());
        Message first = stored(reply().later(1));
        stored(reply().by(Party.AGENT).later(2));
        Message second = stored(reply().in(chat("b")).owedTo().later(3));
        Message third = stored(reply().bornParked(ParkReason.UNROUTABLE).later(4));
        stored(reply().in(ConversationId.of("desk", "a")).later(5));

        assertThat(store().recentActivity().botMessages("chat", 10))
                .containsExactly(third, second, first);
        assertThat(store().recentActivity().botMessages("chat", 2)).containsExactly(third, second);
        assertThat(store().recentActivity().botMessages("nope", 2)).isEmpty();
    }

    @Test
    default void showsBotsMessagesHoweverTheirDeliveriesStand() {
        Message taken = stored(reply());
        deliver(taken, Target.LIVE_CLIENTS, Seed.NOW);

        assertThat(store().recentActivity().botMessages("chat", 1)).containsExactly(taken);
    }

    private List<ConversationId> recent(int limit) {
        return store().recentActivity().conversations("chat", null, limit).stream()
                .map(Conversation::id)
                .toList();
    }

    private List<ConversationId> pages(int limit) {
        List<ConversationId> all = new ArrayList<>();
        @Nullable ListPosition last = null;
        List<Conversation> page = store().recentActivity().conversations("chat", last, limit);
        while (!page.isEmpty()) {
            page.forEach(conversation -> all.add(conversation.id()));
            last = new ListPosition(page.getLast().lastActivityAt(), page.getLast().id());
            page = store().recentActivity().conversations("chat", last, limit);
        }
        return all;
    }

    private static ConversationId chat(String id) {
        return ConversationId.of("chat", id);
    }
}
