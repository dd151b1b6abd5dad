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
import org.junit.jupiter.api.Test;

/// The contract of [HeldMessages].
public interface HeldMessagesContract extends StoreContract {
    @Test
    default void holdsNothingAtFirst() {
        stored(question());
        stored(message());

        assertThat(store().heldMessages().firstUntaken(CHAT, 0)).isEmpty();
        assertThat(store().heldMessages().firstUntaken(ConversationId.of("chat", "nope"), 0))
                .isEmpty();
    }

    @Test
    default void findsTheFirstMessageThatNoClientTook() {
        stored(question());
        Message first = stored(reply());
        stored(reply());

        assertThat(store().heldMessages().firstUntaken(CHAT, 0)).hasValue(2);
        deliver(first, LIVE_CLIENTS, Seed.NOW);

        assertThat(store().heldMessages().firstUntaken(CHAT, 0)).hasValue(3);
    }

    @Test
    default void findsTheFirstUntakenMessageBehindAPlace() {
        giveUp(stored(reply()), LIVE_CLIENTS, ParkReason.NO_CLIENT, Seed.NOW);
        stored(reply());
        deliver(stored(reply()), LIVE_CLIENTS, Seed.NOW);
        giveUp(stored(reply()), LIVE_CLIENTS, ParkReason.NO_CLIENT, Seed.NOW);

        assertThat(store().heldMessages().firstUntaken(CHAT, 1)).hasValue(2);
        assertThat(store().heldMessages().firstUntaken(CHAT, 2)).hasValue(4);
        assertThat(store().heldMessages().firstUntaken(CHAT, 4)).isEmpty();
    }

    @Test
    default void countsWhatIsParkedAsUntaken() {
        Message parked = stored(reply());
        giveUp(parked, LIVE_CLIENTS, ParkReason.NO_CLIENT, Seed.NOW);
        stored(reply());

        assertThat(store().heldMessages().firstUntaken(CHAT, 0)).hasValue(1);
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

        assertThat(store().heldMessages().firstUntaken(CHAT, 0)).isEmpty();
    }

    @Test
    default void countsNothingThatIsParkedForAnotherTarget() {
        giveUp(stored(question()), BOT, ParkReason.REFUSED, Seed.NOW);
        stored(reply());

        assertThat(store().heldMessages().firstUntaken(CHAT, 0)).hasValue(2);
    }

    @Test
    default void findsAReDrivenMessageByItsOwnPlaceInTheConversation() {
        Message redriven = stored(reply());
        giveUp(redriven, LIVE_CLIENTS, ParkReason.NO_CLIENT, Seed.NOW);
        stored(reply());
        store().journal().redrive(redriven.id(), LIVE_CLIENTS, Seed.NOW);

        assertThat(store().heldMessages().firstUntaken(CHAT, 0)).hasValue(1);
        assertThat(waitingForClients()).containsExactly(CHAT);
    }
}
