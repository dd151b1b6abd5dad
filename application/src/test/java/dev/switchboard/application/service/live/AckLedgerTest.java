package dev.switchboard.application.service.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.InMemoryClientSessions;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.live.LiveMessage.Step;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AckLedgerTest {

    private static final SessionKey SESSION = new SessionKey("0".repeat(64));
    private static final ConversationId CONVERSATION = ConversationId.of("bot", "c-1");

    private final MutableClock clock = new MutableClock();
    private final FakeTimer timer = new FakeTimer(clock);
    private final Outage outage = new Outage();
    private final InMemoryClientSessions sessions = new InMemoryClientSessions(outage);
    private final StorePorts store = new InMemoryStore(outage, clock).ports();
    private final SequentialIds ids = new SequentialIds();
    private final AckLedger ledger =
            new AckLedger(
                    sessions,
                    store.journal(),
                    new PendingCounts(store.backlog(), new FakePartitionOwnership()),
                    new Later(timer, Runnable::run, clock));

    @BeforeEach
    void begin() {
        sessions.save(
                new ClientSession(
                        SESSION,
                        new ClientId("client"),
                        EndUser.NOBODY,
                        Map.of(CONVERSATION, 0L),
                        1,
                        Seed.NOW));
    }

    @Test
    void movesASessionOn() {
        advance(1);
        advance(2);

        assertThat(position()).isEqualTo(2);
    }

    @Test
    void writesTheFurthestPositionOfAnOutage() {
        outage.begin();
        advance(7);
        advance(5);
        outage.end();

        passASecond();

        assertThat(position()).isEqualTo(7);
    }

    @Test
    void writesWhatItKeptTogetherWithWhatComesNext() {
        outage.begin();
        advance(7);
        outage.end();

        advance(6);

        assertThat(position()).isEqualTo(7);
    }

    @Test
    void settlesWhatWasAcknowledgedInAnOutage() {
        List<Message> messages = List.of(message(), message(), message());
        outage.begin();
        messages.forEach(this::acknowledge);
        clock.advance(Duration.ofMinutes(1));
        outage.end();

        passASecond();
        passASecond();

        assertThat(deliveries()).hasSize(3).hasOnlyElementsOfType(Delivered.class);
        assertThat(ledger.takeOverflow()).isFalse();
    }

    @Test
    void asksWithOneStepWhetherTheStoreIsBack() {
        List<Message> messages = List.of(message(), message(), message());
        outage.begin();
        messages.forEach(this::acknowledge);
        outage.end();

        passASecond();

        assertThat(deliveries()).filteredOn(Delivered.class::isInstance).hasSize(1);
    }

    @Test
    void saysThatItCouldNotKeepAll() {
        Message message = message();
        outage.begin();
        for (int i = 0; i < 20_001; i++) {
            acknowledge(message);
        }

        assertThat(ledger.takeOverflow()).isTrue();
        assertThat(ledger.takeOverflow()).isFalse();
    }

    @Test
    void isIdleAfterwards() {
        Message message = message();
        outage.begin();
        acknowledge(message);
        advance(1);
        outage.end();

        passASecond();
        passASecond();

        assertThat(timer.nextDue()).isEmpty();
    }

    private void passASecond() {
        clock.advance(Duration.ofSeconds(1));
    }

    private void advance(long seq) {
        ledger.advance(SESSION, CONVERSATION, seq, clock.instant());
    }

    private long position() {
        return sessions.find(SESSION).orElseThrow().positions().getOrDefault(CONVERSATION, 0L);
    }

    private void acknowledge(Message message) {
        Pending owed = Delivery.owed(Target.LIVE_CLIENTS, message.at());
        Attempt attempt = Attempt.step(clock.instant(), Attempt.Outcome.DELIVERED, "");
        ledger.settle(message, new Step(owed, owed.delivered(clock.instant())), attempt);
    }

    private Message message() {
        Entry entry =
                new Entry(
                        ids.messageId(),
                        CONVERSATION,
                        new Author(Party.BOT, "it"),
                        new Content("1"),
                        null,
                        List.of(Delivery.owed(Target.LIVE_CLIENTS, clock.instant())),
                        clock.instant());
        return ((Appended.Stored) store.journal().append(entry)).message();
    }

    private List<Delivery> deliveries() {
        return store.history().messages(CONVERSATION, 0, 10).stream()
                .flatMap(recorded -> recorded.deliveries().stream())
                .toList();
    }
}
