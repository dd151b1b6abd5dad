package dev.switchboard.application.port.out.delivery;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Item;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Query;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Finding and listing deliveries.
public interface DeliveryQueryContract extends StoreContract {
    @Test
    default void findsADeliveryByMessageAndTarget() {
        Message message = stored(message());

        assertThat(store().deliveryLog().find(message.id(), Seed.SLACK))
                .contains(
                        new Item(
                                message.id(),
                                CONVERSATION,
                                1,
                                Seed.NOW,
                                Delivery.owed(Seed.SLACK, Seed.NOW),
                                null));
    }

    @Test
    default void findsNoDeliveryThatIsNotOwed() {
        Message message = stored(message());
        MessageId unknown = new MessageId("msg_" + "d".repeat(32));

        assertThat(store().deliveryLog().find(message.id(), Target.SESSIONS_SERVER)).isEmpty();
        assertThat(store().deliveryLog().find(unknown, Seed.SLACK)).isEmpty();
    }

    @Test
    default void showsTheLastCallOfTheTargetOnly() {
        Message message = stored(message());
        retry(message, Seed.SLACK, Seed.NOW.plusSeconds(1));
        giveUp(message, Seed.SLACK, ParkReason.REFUSED, Seed.NOW.plusSeconds(2));
        store().journal().redrive(message.id(), Seed.SLACK, Seed.NOW.plusSeconds(3));

        Item item = store().deliveryLog().find(message.id(), Seed.SLACK).orElseThrow();

        assertThat(item.lastAttempt()).isNotNull();
        assertThat(item.lastAttempt().number()).isEqualTo(2);
        assertThat(item.lastAttempt().outcome()).isEqualTo(Attempt.Outcome.REFUSED);
    }

    @Test
    default void showsEachTargetsOwnLastCall() {
        Message message = stored(message().owedTo(Seed.SLACK, Target.SESSIONS_SERVER));
        deliver(message, Seed.SLACK, Seed.NOW.plusSeconds(1));

        DeliveryLog log = store().deliveryLog();

        assertThat(log.find(message.id(), Seed.SLACK).orElseThrow().lastAttempt()).isNotNull();
        assertThat(log.find(message.id(), Target.SESSIONS_SERVER).orElseThrow().lastAttempt())
                .isNull();
    }

    @Test
    default void listsAllDeliveriesOldestMessageFirst() {
        Message first = stored(message().inSession("b"));
        Message second = stored(message().inSession("a"));
        Message third = stored(message().inSession("b").owedTo(Target.SESSIONS_SERVER));

        assertThat(listed(DeliveryQueries.ANY))
                .containsExactly(first.id(), second.id(), third.id());
    }

    @Test
    default void listsEveryDeliveryOfAMessage() {
        stored(message().owedTo(Seed.SLACK, Target.SESSIONS_SERVER));

        assertThat(store().deliveryLog().list(DeliveryQueries.ANY))
                .extracting(item -> item.delivery().target())
                .containsExactlyInAnyOrder(Seed.SLACK, Target.SESSIONS_SERVER);
    }

    @Test
    default void listsOneTargetsDeliveries() {
        Message message = stored(message().owedTo(Seed.SLACK, Target.SESSIONS_SERVER));
        stored(message().owedTo(new Target(Target.Kind.CHANNEL, "slack-sim2")));

        List<Item> items = store().deliveryLog().list(DeliveryQueries.of(Seed.SLACK));

        assertThat(items)
                .containsExactly(
                        store().deliveryLog().find(message.id(), Seed.SLACK).orElseThrow());
    }

    @Test
    default void listsOneConversationsDeliveries() {
        Message mine = stored(message());
        stored(message().inSession("other"));

        assertThat(listed(DeliveryQueries.in(CONVERSATION))).containsExactly(mine.id());
    }

    @Test
    default void listsDeliveriesByState() {
        Message pending = stored(message());
        Message delivered = stored(message());
        deliver(delivered, Seed.SLACK, Seed.NOW);
        Message answered = stored(message());
        stored(answerTo(answered.id()).owedTo());
        Message parked = stored(message());
        giveUp(parked, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        Message discarded = stored(message());
        giveUp(discarded, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        store().journal().discard(discarded.id(), Seed.SLACK, Seed.NOW);

        assertThat(listed(DeliveryQueries.in(State.PENDING))).containsExactly(pending.id());
        assertThat(listed(DeliveryQueries.in(State.DELIVERED))).containsExactly(delivered.id());
        assertThat(listed(DeliveryQueries.in(State.ANSWERED))).containsExactly(answered.id());
        assertThat(listed(DeliveryQueries.in(State.PARKED))).containsExactly(parked.id());
        assertThat(listed(DeliveryQueries.in(State.DISCARDED))).containsExactly(discarded.id());
        assertThat(listed(DeliveryQueries.in(State.PENDING, State.PARKED)))
                .containsExactly(pending.id(), parked.id());
    }

    @Test
    default void listsParkedDeliveriesByReason() {
        Message refused = stored(message());
        giveUp(refused, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        Message exhausted = stored(message());
        giveUp(exhausted, Seed.SLACK, ParkReason.EXHAUSTED, Seed.NOW);
        stored(message());

        assertThat(listed(DeliveryQueries.parkedFor(ParkReason.EXHAUSTED)))
                .containsExactly(exhausted.id());
        assertThat(listed(DeliveryQueries.parkedFor(ParkReason.STORED))).isEmpty();
    }

    @Test
    default void listsDeliveriesOfMessagesAcceptedBeforeAnInstant() {
        Instant noon = Seed.NOW.plusSeconds(60);
        Message before = stored(message().acceptedAt(noon.minusMillis(1)));
        stored(message().acceptedAt(noon));

        assertThat(listed(DeliveryQueries.before(noon))).containsExactly(before.id());
    }

    /// As what has arrived is found by time alone: ids rise with it.
    @Test
    default void listsWhatArrivedBetweenTwoInstants() {
        Instant noon = Seed.NOW.plusSeconds(60);
        Message earlier = stored(message());
        deliver(earlier, Seed.SLACK, Seed.NOW.plusSeconds(1));
        Message arrived = stored(message().acceptedAt(noon));
        deliver(arrived, Seed.SLACK, noon.plusSeconds(1));
        stored(message().acceptedAt(noon.plusSeconds(1)));
        deliver(
                stored(message().acceptedAt(noon.plusSeconds(7200))),
                Seed.SLACK,
                noon.plusSeconds(7201));

        DeliveryLog.Query between =
                new DeliveryLog.Query(
                        null,
                        null,
                        Set.of(State.DELIVERED, State.ANSWERED),
                        null,
                        noon.plusSeconds(60),
                        earlier.id(),
                        100);

        assertThat(listed(between)).containsExactly(arrived.id());
    }

    /// As a list begins at a moment.
    @Test
    default void continuesAfterAnIdThatNoMessageHas() {
        giveUp(stored(message()), Seed.SLACK, ParkReason.REFUSED, Seed.NOW.plusSeconds(1));
        MessageId nobodys = message().entry().id();
        Message parked = stored(message());
        giveUp(parked, Seed.SLACK, ParkReason.EXHAUSTED, Seed.NOW.plusSeconds(1));
        Message pending = stored(message());

        assertThat(listed(behind(nobodys, State.PARKED, State.DISCARDED)))
                .containsExactly(parked.id());
        assertThat(listed(behind(nobodys, State.PENDING))).containsExactly(pending.id());
        assertThat(listed(behind(nobodys))).containsExactly(parked.id(), pending.id());
    }

    private static Query behind(MessageId id, State... states) {
        return new Query(null, null, Set.of(states), null, null, id, 100);
    }

    /// As a part of a channel's history is looked through, whatever became of each delivery.
    @Test
    default void continuesATargetsDeliveriesAfterAMessageOfAnother() {
        stored(message());
        Message other = stored(message().owedTo(Target.SESSIONS_SERVER).later(1));
        Message delivered = stored(message().inSession("a").later(2));
        deliver(delivered, Seed.SLACK, Seed.NOW.plusSeconds(3));
        Message parked = stored(message().inSession("b").later(3));
        giveUp(parked, Seed.SLACK, ParkReason.REFUSED, Seed.NOW.plusSeconds(3));
        Message pending = stored(message().inSession("a").later(4));
        stored(message().later(60));

        Query query =
                new Query(
                        Seed.SLACK,
                        null,
                        Set.of(),
                        null,
                        Seed.NOW.plusSeconds(60),
                        other.id(),
                        1000);

        assertThat(listed(query)).containsExactly(delivered.id(), parked.id(), pending.id());
    }

    @Test
    default void restrictsByEveryPartAtOnce() {
        Message wanted = stored(message().owedTo(Seed.SLACK, Target.SESSIONS_SERVER));
        giveUp(wanted, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        giveUp(wanted, Target.SESSIONS_SERVER, ParkReason.REFUSED, Seed.NOW);
        Message elsewhere = stored(message().inSession("other"));
        giveUp(elsewhere, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        Message later = stored(message().later(60));
        giveUp(later, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);

        Query query =
                new Query(
                        Seed.SLACK,
                        CONVERSATION,
                        Set.of(State.PARKED),
                        "refused",
                        Seed.NOW.plusSeconds(1),
                        null,
                        10);

        assertThat(store().deliveryLog().list(query))
                .containsExactly(store().deliveryLog().find(wanted.id(), Seed.SLACK).orElseThrow());
    }

    @Test
    default void pagesThroughDeliveriesByMessage() {
        List<MessageId> ids =
                IntStream.range(0, 25)
                        .mapToObj(i -> stored(message().inSession("s" + i % 3)).id())
                        .toList();

        assertThat(pages(10)).isEqualTo(ids);
        assertThat(pages(25)).isEqualTo(ids);
        assertThat(pages(1)).isEqualTo(ids);
    }

    /// Whatever table or index a question goes through.
    @Test
    default void endsNoPageWithinAMessage() {
        Target other = new Target(Target.Kind.CHANNEL, "other");
        List<Message> messages =
                IntStream.range(0, 4)
                        .mapToObj(_ ->
                                stored(message().owedTo(Seed.SLACK, other, Target.SESSIONS_SERVER)))
                        .toList();
        for (Message parked : messages.subList(2, 4)) {
            for (Target target : List.of(Seed.SLACK, other, Target.SESSIONS_SERVER)) {
                giveUp(parked, target, ParkReason.REFUSED, Seed.NOW);
            }
        }

        List<MessageId> all = messages.stream().map(Message::id).toList();
        for (int limit = 1; limit <= 13; limit++) {
            assertThat(whole(null, Set.of(), limit)).as("any by " + limit).isEqualTo(all);
            assertThat(whole(CONVERSATION, Set.of(), limit)).as("in one").isEqualTo(all);
            assertThat(whole(null, Set.of(State.PENDING), limit))
                    .as("pending by " + limit)
                    .isEqualTo(all.subList(0, 2));
            assertThat(whole(null, Set.of(State.PARKED), limit))
                    .as("parked by " + limit)
                    .isEqualTo(all.subList(2, 4));
        }
    }

    /// Goes through pages, of which all but the last are full, and expects all three deliveries of
    /// each message side by side.
    private List<MessageId> whole(
            @Nullable ConversationId conversation, Set<State> states, int limit) {
        List<MessageId> seen = new ArrayList<>();
        @Nullable MessageId last = null;
        List<MessageId> page;
        do {
            page = listed(new Query(null, conversation, states, null, null, last, limit));
            assertThat(page).hasSizeLessThan(limit + 3);
            assertThat(page.size() % 3).as("by " + limit).isZero();
            for (int i = 0; i < page.size(); i += 3) {
                assertThat(page.subList(i, i + 3)).containsOnly(page.get(i));
                seen.add(page.get(i));
            }
            last = page.isEmpty() ? last : page.getLast();
        } while (page.size() >= limit);
        return seen;
    }

    private List<MessageId> listed(Query query) {
        return store().deliveryLog().list(query).stream().map(Item::message).toList();
    }

    private List<MessageId> pages(int limit) {
        List<MessageId> all = new ArrayList<>();
        @Nullable MessageId last = null;
        List<MessageId> page = listed(DeliveryQueries.page(last, limit));
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
            last = page.getLast();
            page = listed(DeliveryQueries.page(last, limit));
        }
        return all;
    }
}
