package dev.switchboard.application.port.out.store;

import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static dev.switchboard.application.port.out.store.EntryDraft.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of [Retention]: above all, to keep what is still needed.
public interface RetentionContract extends StoreContract {
    Instant LATER = Seed.NOW.plus(Duration.ofDays(10));

    @Test
    default void keepsWhatIsPendingHoweverOldItIs() {
        Message message = stored(message());

        purgeAll(LATER, LATER, LATER);

        assertThat(deliveryOf(message, Seed.SLACK)).isInstanceOf(Pending.class);
        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(1L);
    }

    /// As customers leave it who close the page: nobody will ever take it.
    @Test
    default void forgetsWhatNoClientFetched() {
        deliver(stored(reply()), Target.LIVE_CLIENTS, Seed.NOW);
        Message waiting = stored(reply());

        purgeAll(LATER, LATER, LATER);

        assertThat(store().history().find(waiting.id())).isEmpty();
        assertThat(store().heldMessages().firstUntaken(CHAT, 0)).isEmpty();
        assertThat(waitingForClients()).isEmpty();
        assertThat(pendingPerTarget()).isEmpty();
        assertThat(store().recentActivity().conversations(CHAT.origin(), null, 10)).isEmpty();
        assertThat(store().conversations().find(CHAT)).isEmpty();
    }

    @Test
    default void keepsWhatAClientMayStillFetch() {
        Message waiting = stored(reply());
        Message parked = stored(reply());
        giveUp(parked, Target.LIVE_CLIENTS, ParkReason.NO_CLIENT, Seed.NOW);

        purgeAll(LATER, Seed.NOW, Seed.NOW);
        assertThat(deliveryOf(waiting, Target.LIVE_CLIENTS)).isInstanceOf(Pending.class);
        assertThat(waitingForClients()).containsExactly(CHAT);

        purgeAll(LATER, LATER, Seed.NOW);
        assertThat(store().history().find(waiting.id())).isEmpty();
        assertThat(store().history().find(parked.id())).isPresent();
        assertThat(store().heldMessages().firstUntaken(CHAT, 0)).hasValue(2);
    }

    @Test
    default void keepsAMessageForItsLaneWithAllThatWaitsForIt() {
        Message both = stored(reply().owedTo(Target.LIVE_CLIENTS, EntryDraft.BOT));

        purgeAll(LATER, LATER, LATER);
        assertThat(deliveryOf(both, EntryDraft.BOT)).isInstanceOf(Pending.class);
        assertThat(waitingForClients()).containsExactly(CHAT);

        deliver(both, EntryDraft.BOT, LATER);
        purgeAll(LATER, LATER, LATER);
        assertThat(store().history().find(both.id())).isEmpty();
        assertThat(pendingPerTarget()).isEmpty();
    }

    @Test
    default void endsAConversationWhoseLastMessageWentFirst() {
        Message waiting = stored(message());
        stored(message().owedTo());

        purgeAll(LATER, LATER, LATER);
        deliver(waiting, Seed.SLACK, LATER);
        purgeAll(LATER, LATER, LATER);

        assertThat(store().conversations().find(CONVERSATION)).isEmpty();
        assertThat(stored(message().acceptedAt(LATER)).seq()).isOne();
    }

    @Test
    default void endsNoConversationWhoseOlderMessageIsOwed() {
        Message waiting = stored(message());
        Message parked = stored(message());
        giveUp(parked, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);

        purgeAll(LATER, LATER, Seed.NOW);
        purgeAll(LATER, LATER, LATER);

        assertThat(deliveryOf(waiting, Seed.SLACK)).isInstanceOf(Pending.class);
        assertThat(store().conversations().find(CONVERSATION)).isPresent();
        assertThat(stored(message().acceptedAt(LATER)).seq()).isEqualTo(3);
    }

    @Test
    default void listsOnBehindAMessageThatIsGone() {
        Message gone = stored(message().acceptedAt(Seed.NOW.minus(Duration.ofDays(3))));
        deliver(gone, Seed.SLACK, Seed.NOW);
        Message next = stored(message());

        purgeAll(LATER, Seed.NOW.minus(Duration.ofDays(1)), Seed.NOW);

        assertThat(store().history().find(gone.id())).isEmpty();
        assertThat(store().deliveryLog().list(behind(gone, Seed.SLACK, null)))
                .extracting(DeliveryLog.Item::message)
                .containsExactly(next.id());
        assertThat(store().deliveryLog().list(behind(gone, null, CONVERSATION)))
                .extracting(DeliveryLog.Item::message)
                .containsExactly(next.id());
    }

    private static DeliveryLog.Query behind(
            Message after, @Nullable Target target, @Nullable ConversationId conversation) {
        return new DeliveryLog.Query(target, conversation, Set.of(), null, null, after.id(), 10);
    }

    @Test
    default void forgetsTheActivityOfConversationsThatAreGone() {
        deliver(stored(reply()), Target.LIVE_CLIENTS, Seed.NOW);
        deliver(stored(reply().later(60)), Target.LIVE_CLIENTS, Seed.NOW);

        purgeAll(LATER, LATER, LATER);

        assertThat(store().recentActivity().conversations(CHAT.origin(), null, 10)).isEmpty();
        assertThat(store().recentActivity().botMessages(CHAT.origin(), 10)).isEmpty();
        assertThat(stored(reply().acceptedAt(LATER)).seq()).isEqualTo(1);
        assertThat(store().recentActivity().conversations(CHAT.origin(), null, 10)).hasSize(1);
    }

    @Test
    default void keepsWhatIsNotOldEnough() {
        Message delivered = stored(message());
        deliver(delivered, Seed.SLACK, Seed.NOW);
        Message parked = stored(message());
        giveUp(parked, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);

        purgeAll(LATER, Seed.NOW, Seed.NOW);

        assertThat(store().history().messages(CONVERSATION, 0, 10)).hasSize(2);
        assertThat(store().deliveryLog().find(parked.id(), Seed.SLACK)).isPresent();
        assertThat(store().history().trace(delivered.id())).hasSize(1);
    }

    @Test
    default void keepsAMessageThatIsParkedForLongerThanSettledOnes() {
        Message parked = stored(message());
        giveUp(parked, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);

        purgeAll(LATER, LATER, Seed.NOW);

        assertThat(store().history().find(parked.id())).isPresent();
        assertThat(store().deliveryLog().find(parked.id(), Seed.SLACK)).isPresent();
    }

    @Test
    default void keepsAKeyThatLives() {
        Message first = stored(message().keyed(key("k1", "f1")));

        purgeAll(Seed.NOW.plusSeconds(1), Seed.NOW, Seed.NOW);

        assertThat(store().journal().append(message().keyed(key("k1", "f1")).entry()))
                .isEqualTo(new Appended.Repeated(first.id(), null));
    }

    /// Because of the older one, a store that removes keys by days or pages looks at both.
    @Test
    default void keepsAKeyUntilItExpiresWithAnOlderOneThere() {
        IdempotencyKey key = key("k1", "f1");
        stored(message().keyed(key("k0", "f0")).acceptedAt(Seed.NOW.minus(Duration.ofDays(1))));
        Message first = stored(message().keyed(key).owedTo());
        Instant last = key.expiresAt().minusMillis(1);

        purgeAll(last, LATER, LATER);

        assertThat(store().journal().append(message().acceptedAt(last).keyed(key).entry()))
                .isEqualTo(new Appended.Repeated(first.id(), null));
    }

    @Test
    default void forgetsAMessageWhoseKeyHasExpired() {
        Message first = stored(message().keyed(key("k1", "f1")).owedTo());

        purgeAll(LATER, LATER, LATER);

        assertThat(store().history().find(first.id())).isEmpty();
    }

    @Test
    default void continuesSeqWhenOlderMessagesAreGone() {
        deliver(stored(message()), Seed.SLACK, Seed.NOW);
        Message kept = stored(message().acceptedAt(LATER));
        deliver(kept, Seed.SLACK, LATER);

        purgeAll(LATER, LATER, LATER);

        assertThat(store().history().find(kept.id())).isPresent();
        assertThat(stored(message().acceptedAt(LATER)).seq()).isEqualTo(3);
    }

    @Test
    default void forgetsSettledMessages() {
        Message delivered = stored(message());
        deliver(delivered, Seed.SLACK, Seed.NOW);

        int removed = purgeAll(LATER, LATER, Seed.NOW);

        assertThat(removed).isPositive();
        assertThat(store().history().find(delivered.id())).isEmpty();
        assertThat(store().history().trace(delivered.id())).isEmpty();
        assertThat(store().history().messages(CONVERSATION, 0, 10)).isEmpty();
        assertThat(store().deliveryLog().find(delivered.id(), Seed.SLACK)).isEmpty();
    }

    @Test
    default void forgetsParkedAndDiscardedDeliveries() {
        Message parked = stored(message());
        giveUp(parked, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        Message discarded = stored(message());
        giveUp(discarded, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        store().journal().discard(discarded.id(), Seed.SLACK, Seed.NOW);

        int removed = purgeAll(LATER, LATER, LATER);

        assertThat(removed).isPositive();
        assertThat(store().deliveryLog().find(parked.id(), Seed.SLACK)).isEmpty();
        assertThat(store().deliveryLog().find(discarded.id(), Seed.SLACK)).isEmpty();
    }
}
