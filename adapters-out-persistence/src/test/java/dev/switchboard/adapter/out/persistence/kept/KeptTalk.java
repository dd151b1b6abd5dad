package dev.switchboard.adapter.out.persistence.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.delivery.HeldMessages;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/// Two conversations: one that is relayed to a channel, with a delivery in each state, and one of a
/// live client, with every kind of content.
record KeptTalk(BeanFactory store, String mark, Instant now) implements KeptRoom {

    private static final String REFUSAL = "{\"error\":\"no such room «4»\"}";
    private static final String RECEIPT = "bot-17";
    private static final int ANSWER = 10;

    private static final Content QUESTION =
            new Content(
                    "{\"text\":\"¿Dónde está mi pedido? 📦\",\"n\":1.50,\"deep\":[{\"a\":null}]}");
    private static final Content CHOICES =
            new Content(
                    "{\"text\":\"Choose\",\"quick_replies\":[{\"title\":\"Yes\",\"payload\":\"y\"},"
                            + "{\"title\":\"No\",\"payload\":\"n\"}]}");
    private static final Content FILE =
            new Content(
                    "{\"attachments\":[{\"type\":\"image\",\"url\":\"https://cdn.example/a.png\","
                            + "\"name\":\"a.png\"}]}");
    private static final Content NOTE =
            Content.forAgents(new AgentNote("{\"id\":\"n-1\",\"text\":\"a regular customer\"}"));
    private static final Content WORD = new Content("\"Hi\"");

    private ConversationId orders() {
        return ConversationId.ofSession("orders-" + mark);
    }

    private ConversationId chat() {
        return ConversationId.of("web", "ada-" + mark);
    }

    private Target channel() {
        return new Target(Target.Kind.CHANNEL, "slack-" + mark);
    }

    private static Target bot() {
        return new Target(Target.Kind.BOT, "web");
    }

    private IdempotencyKey key() {
        return new IdempotencyKey("svc", "k-" + mark, "f00", now.plus(Duration.ofDays(1)));
    }

    @Override
    public void write() {
        entries().forEach(this::append);
        deliver(0, null);
        store.getBean(Journal.class).rememberAnswer("svc", "k-" + mark, "{\"accepted\":true}");
        append(answer());
        settle(
                1,
                owed(1).retryAt(now.plusSeconds(60)),
                call(1, Outcome.UNAVAILABLE, 503, ""),
                null);
        settle(2, refused(), call(1, Outcome.REFUSED, 404, REFUSAL), null);
        settle(3, owed(3).park(ParkReason.STORED, at(3)), step(3, Outcome.PARKED), null);
        store.getBean(Journal.class).discard(id(3), channel(), at(4));
        deliver(4, RECEIPT);
    }

    /// The answer comes after all others: it is the last message of the first conversation.
    private Entry answer() {
        return new Entry(
                id(ANSWER),
                orders(),
                new Author(Party.CHANNEL, "slack-" + mark),
                new Content("{\"text\":\"On its way\"}"),
                null,
                id(0),
                null,
                List.of(Delivery.owed(Target.SESSIONS_SERVER, at(ANSWER))),
                at(ANSWER));
    }

    private List<Entry> entries() {
        return List.of(
                asked(0, key()),
                asked(1, null),
                asked(2, null),
                asked(3, null),
                said(4, Party.USER, QUESTION, bot()),
                said(5, Party.BOT, CHOICES, Target.LIVE_CLIENTS),
                said(6, Party.AGENT, NOTE, null),
                said(7, Party.AGENT, FILE, Target.LIVE_CLIENTS),
                said(8, Party.USER, Content.ERASED, null),
                said(9, Party.SYSTEM, WORD, Target.LIVE_CLIENTS));
    }

    private Entry asked(int number, @Nullable IdempotencyKey key) {
        return new Entry(
                id(number),
                orders(),
                new Author(Party.SYSTEM, "svc"),
                QUESTION,
                "https://shop.example/answers?of=" + number,
                null,
                key,
                List.of(Delivery.owed(channel(), at(number))),
                at(number));
    }

    private Entry said(int number, Party party, Content content, @Nullable Target target) {
        List<Delivery> owed =
                target == null ? List.of() : List.of(Delivery.owed(target, at(number)));
        return new Entry(
                id(number), chat(), new Author(party, "ada"), content, null, owed, at(number));
    }

    private MessageId id(int number) {
        String millis = HexFormat.of().toHexDigits(at(number).toEpochMilli(), 12);
        return new MessageId("msg_%s%020x".formatted(millis, mark.hashCode()));
    }

    private Instant at(int number) {
        return now.plusSeconds(number);
    }

    private Pending owed(int number) {
        Target target = number < 4 ? channel() : bot();
        return Delivery.owed(target, at(number));
    }

    private Delivery refused() {
        return owed(2).giveUp(ParkReason.REFUSED, at(3));
    }

    private Attempt call(int number, Outcome outcome, int status, String detail) {
        return new Attempt(number, at(1), Duration.ofMillis(7), outcome, status, detail, false);
    }

    private Attempt step(int number, Outcome outcome) {
        return Attempt.step(at(number), outcome, "");
    }

    private void append(Entry entry) {
        assertThat(store.getBean(Journal.class).append(entry)).isInstanceOf(Appended.Stored.class);
    }

    private void deliver(int number, @Nullable String receipt) {
        settle(
                number,
                owed(number).delivered(at(number)),
                call(1, Outcome.DELIVERED, 202, ""),
                receipt);
    }

    private void settle(int number, Delivery next, Attempt attempt, @Nullable String receipt) {
        Message message = message(entries().get(number), number < 4 ? number + 1 : number - 3);
        Settlement settlement =
                new Settlement(message, owed(number).revision(), next, attempt, receipt);
        assertThat(store.getBean(Journal.class).settle(settlement).toCompletableFuture().join())
                .isInstanceOf(Settled.Done.class);
    }

    private static Message message(Entry entry, long seq) {
        return new Message(
                entry.id(),
                entry.conversation(),
                seq,
                entry.author(),
                entry.content(),
                entry.replyTo(),
                entry.answers(),
                entry.at());
    }

    @Override
    public void read() {
        History history = store.getBean(History.class);
        assertThat(history.messages(orders(), 0, 100)).isEqualTo(relayed());
        assertThat(history.messages(chat(), 0, 100)).isEqualTo(chatted());
        assertThat(history.findByReceipt(chat(), RECEIPT)).contains(id(4));
        assertThat(history.trace(id(2)))
                .contains(new Hop(channel(), call(1, Outcome.REFUSED, 404, REFUSAL)));
        readConversations();
        readDeliveries();
        readKey();
        assertThat(history.newest(null, 100)).containsAll(relayed()).containsAll(chatted());
    }

    private List<Recorded> relayed() {
        Delivery answered = owed(0).delivered(at(0)).answered(at(ANSWER));
        Delivery waiting = owed(1).retryAt(now.plusSeconds(60));
        Delivery dropped = owed(3).park(ParkReason.STORED, at(3)).discard(at(4));
        return List.of(
                new Recorded(message(entries().get(0), 1), List.of(answered)),
                new Recorded(message(entries().get(1), 2), List.of(waiting)),
                new Recorded(message(entries().get(2), 3), List.of(refused())),
                new Recorded(message(entries().get(3), 4), List.of(dropped)),
                new Recorded(message(answer(), 5), answer().deliveries()));
    }

    private List<Recorded> chatted() {
        List<Entry> all = entries();
        return List.of(
                new Recorded(message(all.get(4), 1), List.of(owed(4).delivered(at(4)))),
                new Recorded(message(all.get(5), 2), all.get(5).deliveries()),
                new Recorded(message(all.get(6), 3), List.of()),
                new Recorded(message(all.get(7), 4), all.get(7).deliveries()),
                new Recorded(message(all.get(8), 5), List.of()),
                new Recorded(message(all.get(9), 6), all.get(9).deliveries()));
    }

    private void readConversations() {
        Conversation relayed =
                new Conversation(
                        orders(), at(0), at(ANSWER), 5, Set.of(channel(), Target.SESSIONS_SERVER));
        Conversation chatted =
                new Conversation(chat(), at(4), at(9), 6, Set.of(bot(), Target.LIVE_CLIENTS));
        Conversations conversations = store.getBean(Conversations.class);
        assertThat(conversations.find(orders())).contains(relayed);
        assertThat(conversations.list(null, 100)).contains(relayed, chatted);
        RecentActivity activity = store.getBean(RecentActivity.class);
        assertThat(activity.conversations("web", null, 100)).contains(chatted);
        assertThat(activity.botMessages("web", 100)).contains(message(entries().get(5), 2));
    }

    private void readDeliveries() {
        Backlog backlog = store.getBean(Backlog.class);
        assertThat(backlog.pending(new Backlog.LaneKey(orders(), channel()), 10))
                .extracting(Backlog.Owed::message)
                .containsExactly(message(entries().get(1), 2));
        assertThat(backlog.conversations(Target.SESSIONS_SERVER, null, 100).found())
                .contains(orders());
        assertThat(backlog.nextTarget(null)).isPresent();
        DeliveryLog.Query parked =
                new DeliveryLog.Query(
                        channel(), null, Set.of(DeliveryLog.State.PARKED), null, null, null, 10);
        assertThat(store.getBean(DeliveryLog.class).list(parked))
                .singleElement()
                .satisfies(item -> assertThat(item.message()).isEqualTo(id(2)))
                .satisfies(item -> assertThat(item.delivery()).isEqualTo(refused()));
        assertThat(store.getBean(HeldMessages.class).firstUntaken(chat(), 0)).hasValue(2);
    }

    private void readKey() {
        assertThat(store.getBean(Journal.class).recall(key()))
                .contains(new Appended.Repeated(id(0), "{\"accepted\":true}"));
    }

    /// Goes on with both conversations: the next message stands behind the last, and what is owed
    /// is delivered.
    void goOn() {
        Journal journal = store.getBean(Journal.class);
        MessageId next = id(60);
        Entry more =
                new Entry(
                        next,
                        orders(),
                        new Author(Party.SYSTEM, "svc"),
                        WORD,
                        null,
                        List.of(Delivery.owed(channel(), at(60))),
                        at(60));
        assertThat(journal.append(more)).isEqualTo(new Appended.Stored(message(more, 6)));
        Pending waiting = owed(1).retryAt(now.plusSeconds(60));
        Settlement taken =
                new Settlement(
                        message(entries().get(1), 2),
                        waiting.revision(),
                        waiting.delivered(at(61)),
                        call(2, Outcome.DELIVERED, 200, ""));
        assertThat(journal.settle(taken).toCompletableFuture().join())
                .isInstanceOf(Settled.Done.class);
    }
}
