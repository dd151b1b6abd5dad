package dev.switchboard.application.port.out.delivery;

import static dev.switchboard.application.port.out.store.EntryDraft.BOT;
import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static dev.switchboard.application.port.out.store.EntryDraft.question;
import static dev.switchboard.application.port.out.store.EntryDraft.reply;
import static dev.switchboard.domain.delivery.Target.LIVE_CLIENTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What [HeldMessages] promises.
public interface HeldMessagesContract extends StoreContract {
    @Test
    default void holdsNothingAtFirst() {
        stored(question());
        stored(message());

        assertThat(store().heldMessages().conversations(null, 10)).isEmpty();
        assertThat(store().heldMessages().firstUntaken(CHAT)).isEmpty();
        assertThat(store().heldMessages().firstUntaken(ConversationId.of("chat", "nope")))
                .isEmpty();
    }

    @Test
    default void namesConversationsWithSomethingPendingForClients() {
        stored(reply());
        stored(reply());
        stored(reply().in(chat("other")));
        deliver(stored(reply().in(chat("taken"))), LIVE_CLIENTS, Seed.NOW);
        giveUp(stored(reply().in(chat("parked"))), LIVE_CLIENTS, ParkReason.NO_CLIENT, Seed.NOW);

        assertThat(store().heldMessages().conversations(null, 10))
                .containsExactlyInAnyOrder(CHAT, chat("other"));
    }

    @Test
    default void pagesThroughConversations() {
        IntStream.range(0, 130).forEach(i -> stored(reply().in(chat("c" + i % 120))));

        assertThat(pages(50)).hasSize(120).doesNotHaveDuplicates();
        assertThat(pages(1)).isEqualTo(pages(1000));
    }

    @Test
    default void findsTheFirstMessageThatNoClientTook() {
        stored(question());
        Message first = stored(reply());
        stored(reply());

        assertThat(store().heldMessages().firstUntaken(CHAT)).hasValue(2);
        deliver(first, LIVE_CLIENTS, Seed.NOW);

        assertThat(store().heldMessages().firstUntaken(CHAT)).hasValue(3);
    }

    @Test
    default void countsWhatIsParkedAsUntaken() {
        Message parked = stored(reply());
        giveUp(parked, LIVE_CLIENTS, ParkReason.NO_CLIENT, Seed.NOW);
        stored(reply());

        assertThat(store().heldMessages().firstUntaken(CHAT)).hasValue(1);
    }

    @Test
    default void countsNothingThatIsOverAsUntaken() {
        Message discarded = stored(reply());
        giveUp(discarded, LIVE_CLIENTS, ParkReason.NO_CLIENT, Seed.NOW);
        store().journal().discard(discarded.id(), LIVE_CLIENTS, Seed.NOW);
        Message taken = stored(reply());
        giveUp(taken, LIVE_CLIENTS, ParkReason.NO_CLIENT, Seed.NOW);
        Parked late = (Parked) deliveryOf(taken, LIVE_CLIENTS);
        Attempt attempt = Attempt.step(Seed.NOW, Outcome.DELIVERED, "");
        settled(taken, late.revision(), late.delivered(Seed.NOW), attempt);

        assertThat(store().heldMessages().firstUntaken(CHAT)).isEmpty();
    }

    @Test
    default void countsNothingThatIsParkedForAnotherTarget() {
        giveUp(stored(question()), BOT, ParkReason.REFUSED, Seed.NOW);
        stored(reply());

        assertThat(store().heldMessages().firstUntaken(CHAT)).hasValue(2);
    }

    @Test
    default void findsAReDrivenMessageByItsOwnPlaceInTheConversation() {
        Message redriven = stored(reply());
        giveUp(redriven, LIVE_CLIENTS, ParkReason.NO_CLIENT, Seed.NOW);
        stored(reply());
        store().journal().redrive(redriven.id(), LIVE_CLIENTS, Seed.NOW);

        assertThat(store().heldMessages().firstUntaken(CHAT)).hasValue(1);
        assertThat(store().heldMessages().conversations(null, 10)).containsExactly(CHAT);
    }

    private List<ConversationId> pages(int limit) {
        List<ConversationId> all = new ArrayList<>();
        @Nullable ConversationId last = null;
        List<ConversationId> page = store().heldMessages().conversations(last, limit);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
            last = page.getLast();
            page = store().heldMessages().conversations(last, limit);
        }
        return all;
    }

    private static ConversationId chat(String id) {
        return ConversationId.of("chat", id);
    }
}
