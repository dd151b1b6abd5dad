package dev.switchboard.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.message.WaitingParts.Part;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.application.port.out.upstream.DeskSessionsContract;
import dev.switchboard.application.port.out.view.SavedViews;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.Once;
import dev.switchboard.domain.chat.Chat.Request;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.HandoffDetails;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.Priority;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.ReplyDraft;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.view.SavedView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;

/// One word in every place where a store keeps texts of people.
record SpokenWords(BeanFactory store, Instant now) {

    static final String WORD = "xylophone-4711";

    private static final ConversationId CONVERSATION = ConversationId.of("bot", "acme:52155");
    private static final MediaId FILE = new MediaId("6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001");
    private static final DeskRef DESK_CHAT = DeskSessionsContract.CHAT;

    private static final Shelf SHELF = Shelf.of(TenantId.DEFAULT);
    private static final Agent ADA = new Agent(TenantId.DEFAULT, new AgentId("ada"));

    private Journal journal() {
        return store.getBean(Journal.class);
    }

    /// @return the message with the word
    Message speak() {
        Message message = refusedTwice(said());
        store.getBean(Handoffs.class).change(0, handoff());
        store.getBean(Chats.class).begin(chat());
        store.getBean(DeskSessions.class).insert(session());
        store.getBean(MediaFiles.class).keep(file(), bytes());
        store.getBean(WaitingParts.class).put(part());
        store.getBean(SavedViews.class).save(view());
        store.getBean(Drafts.class).keep(draft());
        return message;
    }

    private Message said() {
        IdempotencyKey key = new IdempotencyKey("svc", "k1", "f1", now.plus(Duration.ofDays(1)));
        EntryDraft draft =
                EntryDraft.message()
                        .in(CONVERSATION)
                        .saying("{\"text\":\"" + WORD + "\"}")
                        .keyed(key)
                        .acceptedAt(now);
        Message message = ((Appended.Stored) journal().append(draft.entry())).message();
        journal().rememberAnswer("svc", "k1", "answered " + WORD);
        assertThat(journal().recall(key))
                .contains(new Appended.Repeated(message.id(), "answered " + WORD));
        return message;
    }

    /// The word is once in the trace and once in the newest call.
    private Message refusedTwice(Message message) {
        Pending first = Delivery.owed(Seed.SLACK, now);
        refuse(message, first, 1);
        Journal.Redriven again = journal().redrive(message.id(), Seed.SLACK, now);
        refuse(message, ((Journal.Redriven.Queued) again).delivery(), 2);
        return message;
    }

    private void refuse(Message message, Pending delivery, int number) {
        Attempt attempt =
                new Attempt(number, now, Duration.ZERO, Outcome.REFUSED, 400, WORD, false);
        journal()
                .settle(
                        new Settlement(
                                message,
                                delivery.revision(),
                                delivery.giveUp(ParkReason.REFUSED, now),
                                attempt))
                .toCompletableFuture()
                .join();
    }

    private Handoff handoff() {
        Customer customer = new Customer("c-1", WORD, new Content("{\"a\":\"" + WORD + "\"}"));
        HandoffDetails details =
                new HandoffDetails(
                        new HandoffId("ho_%024x".formatted(1)),
                        CONVERSATION,
                        TenantId.DEFAULT,
                        "bot",
                        Target.LIVE_CLIENTS,
                        customer,
                        WORD,
                        now,
                        Tags.NONE,
                        Priority.USUAL);
        return Handoff.begin(details, 0, QueueId.DEFAULT);
    }

    private Chat chat() {
        Request request =
                new Request(
                        new TenantId("acme.eu"),
                        "whatsapp",
                        "52155",
                        "acme-bot",
                        "521554578545",
                        WORD,
                        WORD + "@example.com",
                        WORD,
                        new Content("{\"a\":\"" + WORD + "\"}"),
                        "default",
                        WORD,
                        new Once("f00", null));
        ChatId id = new ChatId("00000000-0000-4000-8000-000000000001");
        return Chat.begin(id, CONVERSATION, 1, 41, request, "console", now);
    }

    private DeskSession session() {
        return DeskSessionsContract.session(DESK_CHAT).with("subject", WORD);
    }

    private MediaFile file() {
        return new MediaFile(
                FILE, WORD + ".txt", "text/plain", bytes().length, now, TenantId.DEFAULT);
    }

    private static byte[] bytes() {
        return WORD.repeat(30_000).getBytes(StandardCharsets.UTF_8);
    }

    private static SavedView view() {
        String query = "customer=" + WORD;
        return new SavedView("64f0c1a2b3d4e5f607182931", 1, SHELF, "search", WORD, query);
    }

    private ReplyDraft draft() {
        return new ReplyDraft(ADA, CONVERSATION, WORD, now.truncatedTo(ChronoUnit.MILLIS));
    }

    private Part part() {
        return new Part(CONVERSATION, "answer-1", 1, "f1", "{\"text\":\"" + WORD + "\"}", now);
    }

    /// Checks that all texts are read unchanged.
    void requireHeard(Message message) {
        requireTold(message);
        requireHeardBeside();
        assertThat(store.getBean(WaitingParts.class).all()).isEqualTo(List.of(part()));
        assertThat(store.getBean(MediaFiles.class).find(FILE)).contains(file());
        assertThat(store.getBean(MediaFiles.class).bytes(FILE).orElseThrow()).isEqualTo(bytes());
    }

    /// Checks the message and its target's answers.
    void requireTold(Message message) {
        History history = store.getBean(History.class);
        assertThat(history.find(message.id()).map(Recorded::message)).contains(message);
        assertThat(history.trace(message.id()))
                .extracting(Hop::attempt)
                .filteredOn(attempt -> attempt.outcome() == Outcome.REFUSED)
                .extracting(Attempt::detail)
                .containsExactly(WORD, WORD);
    }

    /// Checks the other values that may outlive their day.
    void requireHeardBeside() {
        assertThat(store.getBean(Handoffs.class).find(CONVERSATION)).contains(handoff());
        assertThat(store.getBean(Chats.class).newest(CONVERSATION, 10)).isEqualTo(List.of(chat()));
        assertThat(store.getBean(DeskSessions.class).find(DESK_CHAT)).contains(session());
        assertThat(store.getBean(SavedViews.class).of(SHELF, 10)).containsExactly(view());
        assertThat(store.getBean(Drafts.class).of(ADA)).containsExactly(draft());
    }
}
