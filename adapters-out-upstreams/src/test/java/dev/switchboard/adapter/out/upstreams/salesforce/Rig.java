package dev.switchboard.adapter.out.upstreams.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.out.upstreams.http.RealTime;
import dev.switchboard.adapter.out.upstreams.salesforce.SalesforceContext.Timings;
import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.InMemoryDeskSessions;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents;
import dev.switchboard.application.port.out.cluster.PartitionOwnership.Term;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.AgentDesk.ChatDetails;
import dev.switchboard.application.port.out.upstream.AgentDesk.Customer;
import dev.switchboard.application.port.out.upstream.AgentDesk.DeskMessage;
import dev.switchboard.application.port.out.upstream.AgentDesk.Opening;
import dev.switchboard.application.port.out.upstream.AgentDesk.Request;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.desk.DeskEvent;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.Hold;
import dev.switchboard.domain.desk.DeskSession.State;
import dev.switchboard.domain.desk.DeskSession.StreamPosition;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.simulators.SimulatorServer;
import dev.switchboard.simulators.salesforce.SimulatedSalesforce;
import dev.switchboard.simulators.script.RecordedCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// One organisation, one store, and the hubs of a test, whose events go into one list.
final class Rig implements AutoCloseable, ReceiveDeskEvents {

    static final TenantId TENANT = new TenantId("shop");
    static final DeskRef CHAT = new DeskRef("6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001");
    static final ConversationId USER = ConversationId.of("user", "52155");

    /// A conversation in another partition.
    static final ConversationId OTHER_USER = ConversationId.of("user", "52156");

    static final Map<String, String> ROUTE = Map.of("owner-id", "00Gsim", "button-id", "573sim");

    /// One for all tests, because starting it takes longer than most tests.
    private static final SimulatorServer SIMULATORS = SimulatorServer.start(Clock.systemUTC());

    final SimulatedSalesforce salesforce = SIMULATORS.salesforce();
    final Outage outage = new Outage();
    final InMemoryDeskSessions sessions = new MeetingSessions(outage);
    final List<News> news = new CopyOnWriteArrayList<>();
    final Map<String, String> settings = new HashMap<>();

    private final RealTime real = new RealTime();
    private final Clock clock;
    private final Timer timer;
    private final SequentialIds ids = new SequentialIds();
    private final List<Hub> hubs = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private long epoch;

    /// Counts down until this many chats are about to be taken; then the first one is.
    volatile CountDownLatch takers = new CountDownLatch(0);

    /// Sessions that are about to name their Case wait for so many, or for two seconds.
    volatile CountDownLatch namers = new CountDownLatch(0);

    /// The writes that the outage prevented.
    final AtomicInteger failedSaves = new AtomicInteger();

    /// Runs before a page of sessions is read.
    volatile Runnable beforePage = () -> {};

    /// The most sessions in a page.
    volatile int page = Integer.MAX_VALUE;

    /// Runs before an event is taken, and may block its reader.
    volatile Consumer<News> beforeHearing = _ -> {};

    volatile Taken answer = Taken.DONE;
    volatile boolean storeAway;
    Duration silence = Duration.ofSeconds(30);
    Duration linger = Duration.ofMillis(50);

    Rig() {
        this.clock = real.clock();
        this.timer = real.timer();
        salesforce.startOver();
        String base = SIMULATORS.url() + "/sim/salesforce";
        settings.put("base-url", base);
        settings.put("scrt-url", base);
        settings.put("client-id", "our-client");
        settings.put("client-secret", "our secret");
        settings.put("org-id", "00Dsim000000001EAA");
        settings.put("es-developer-name", "Web_Chat");
        settings.put("connect-timeout", "20s");
    }

    /// A hub in this process.
    static final class Hub {

        final SalesforceDesk desk;
        final SessionOwner holding;
        final SalesforceWiring wiring;
        final FakePartitionOwnership ownership;

        Hub(SalesforceWiring wiring, FakePartitionOwnership ownership) {
            this.wiring = wiring;
            this.ownership = ownership;
            this.desk = wiring.desk();
            this.holding = wiring.sessionOwner();
        }

        void leave() {
            unlessKilled(holding::end);
        }

        private static void unlessKilled(Runnable last) {
            try {
                last.run();
            } catch (Killed _) {
                // it had stopped already
            }
        }
    }

    SalesforceProperties properties() {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((key, value) -> prefixed.put("switchboard.salesforce." + key, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("switchboard.salesforce", SalesforceProperties.class);
    }

    /// A session that another process has begun.
    static DeskSession begun(DeskRef chat, ConversationId conversation, Instant at) {
        return DeskSession.begin(
                chat, conversation, SalesforceDesk.NAME, TENANT, new Hold("dead", 0), at);
    }

    static DeskSession begun(DeskRef chat, Instant at) {
        return begun(chat, USER, at);
    }

    /// A hub that takes everything from the one before.
    Hub hub() {
        return hub(clock, timer);
    }

    /// A hub that owns nothing yet.
    Hub standby() {
        return standby(sessions, clock, timer);
    }

    /// A hub takes partitions from all others, in a new term.
    void take(Hub taker, Partitions some) {
        hubs.forEach(hub -> hub.ownership.lose(some));
        taker.ownership.begin(new Term(++epoch, false));
        taker.ownership.take(some, false);
    }

    /// A hub whose work begins after a while.
    Hub hubLater(Duration later) {
        return hub(Clock.offset(clock, later), (when, task) -> timer.at(when.minus(later), task));
    }

    /// @param itsClock may jump ahead
    Hub hub(Clock itsClock) {
        return hub(itsClock, timer);
    }

    /// @param itsClock may stand still
    Hub hub(Clock itsClock, Timer itsTimer) {
        return hub(sessions, itsClock, itsTimer);
    }

    /// A hub that is killed when it writes a note.
    ///
    /// @param note the number of the note, from 1
    /// @param noted whether that note is stored
    Hub mortalHub(int note, boolean noted) {
        return hub(new MortalSessions(sessions, note, noted), clock, timer);
    }

    private Hub hub(DeskSessions itsSessions, Clock itsClock, Timer itsTimer) {
        Hub hub = standby(itsSessions, itsClock, itsTimer);
        take(hub, Partitions.ALL);
        return hub;
    }

    private Hub standby(DeskSessions itsSessions, Clock itsClock, Timer itsTimer) {
        FakePartitionOwnership ownership = new FakePartitionOwnership();
        ownership.lose(Partitions.ALL);
        Hub hub =
                new Hub(
                        new SalesforceWiring(
                                properties(),
                                real.runtime(),
                                new SalesforceWiring.Needs(
                                        itsSessions,
                                        ownership,
                                        () -> this,
                                        ids,
                                        itsClock,
                                        itsTimer,
                                        real.executor()),
                                new Timings(
                                        Duration.ofMillis(20),
                                        Duration.ofMillis(100),
                                        linger,
                                        Duration.ofHours(1)),
                                silence),
                        ownership);
        hubs.add(hub);
        return hub;
    }

    @Override
    public Taken hear(News heard) {
        beforeHearing.accept(heard);
        if (storeAway) {
            throw new StoreUnavailableException("away");
        }
        synchronized (known) {
            if (answer == Taken.DONE && known.add(heard.id())) {
                news.add(heard);
            }
        }
        return answer;
    }

    /// Forgets the events so far, as if they had gone to another core.
    void forgetNews() {
        synchronized (known) {
            known.clear();
            news.clear();
        }
    }

    List<DeskEvent> events() {
        return news.stream().map(News::event).toList();
    }

    List<String> texts() {
        return events().stream()
                .filter(DeskEvent.Message.class::isInstance)
                .map(event -> ((DeskEvent.Message) event).text())
                .toList();
    }

    static Customer customer(String email) {
        return new Customer(
                "Eduardo Ochoa",
                "Cliente bot",
                email,
                "7331175599",
                "whatsapp",
                Map.of("source_flow_bot", "SFB001", "order", "1225222565"));
    }

    static Request request(DeskRef chat, Customer customer) {
        ChatDetails details =
                new ChatDetails(
                        "Pedidos", "Caso del bot Pedidos", "SFB001", "Hola, busco un asesor.");
        return new Request(chat, USER, TENANT, customer, details, ROUTE);
    }

    static Request request() {
        return request(CHAT, customer("ochoa@example.com"));
    }

    /// Opens the usual chat, and returns when its greeting is there.
    Hub opened() {
        Hub hub = hub();
        Opening opening = hub.desk.open(request());
        if (!(opening instanceof Opening.Opened)) {
            throw new AssertionError(opening);
        }
        until(() -> !transcript().isEmpty());
        return hub;
    }

    static MessageId message(int number) {
        return new MessageId("msg_0199aaaabbbb7ccc8ddd%012x".formatted(number));
    }

    static DeskMessage.Text text(int number, String text) {
        return new DeskMessage.Text(message(number), text);
    }

    /// Sends until it is taken or refused, as a lane does.
    UpstreamReply send(Hub hub, DeskMessage said) {
        List<UpstreamReply> reply = new ArrayList<>();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (hub.desk.send(CHAT, said)
                                    instanceof SendOutcome.Called(UpstreamReply its, _)
                            && !(its instanceof UpstreamReply.Unavailable)) {
                        reply.add(its);
                    }
                    return !reply.isEmpty();
                });
        return reply.getFirst();
    }

    void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(10)).until(condition);
    }

    /// Like [#until], and reports the actual value on failure.
    <T> void until(Supplier<T> actual, T expected) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(actual.get()).isEqualTo(expected));
    }

    void untilHeard(Predicate<DeskEvent> what) {
        until(() -> events().stream().anyMatch(what));
    }

    /// The stored position in the stream of the usual chat.
    String cursor() {
        return heard().cursor();
    }

    /// The time of the last event in the usual chat.
    Instant heardAt() {
        return heard().at();
    }

    private StreamPosition heard() {
        return Objects.requireNonNull(sessions.find(CHAT).orElseThrow().heard());
    }

    /// A stored fact of the usual chat.
    String fact(String name) {
        return Objects.requireNonNull(sessions.find(CHAT).orElseThrow().fact(name), name);
    }

    void untilOver() {
        until(() -> sessions.find(CHAT).orElseThrow().state() == State.OVER);
    }

    List<String> transcript() {
        return salesforce.transcripts().values().stream().flatMap(List::stream).toList();
    }

    List<RecordedCall> calls(String method, String path) {
        return salesforce.calls().stream()
                .filter(call -> call.path().contains(path))
                .filter(call -> call.method().equals(method))
                .toList();
    }

    /// Stops all hubs; their running work is done when it returns.
    void settle() {
        hubs.forEach(Hub::leave);
        real.settle();
    }

    @Override
    public void close() {
        settle(); // no call of this test may reach the next one
        hubs.forEach(hub -> Hub.unlessKilled(hub.wiring::end));
        real.close();
        until(salesforce::isIdle);
        salesforce.startOver();
    }

    /// The error that kills a hub.
    static final class Killed extends Error {

        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private final class MeetingSessions extends InMemoryDeskSessions {

        MeetingSessions(Outage outage) {
            super(outage);
        }

        // they wait outside the lock, which only one can hold
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        @Override
        public Optional<DeskSession> take(DeskRef chat, Hold taker) {
            takers.countDown();
            try {
                if (!takers.await(1, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("One waits for the other");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return super.take(chat, taker);
        }

        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // as above
        @Override
        public List<DeskSession> live(String desk, @Nullable DeskRef after, int limit) {
            beforePage.run();
            return super.live(desk, after, Math.min(limit, page));
        }

        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // as above
        @Override
        public boolean save(DeskSession next) {
            if (next.fact("caseId") != null) {
                namers.countDown();
                try {
                    var _ = namers.await(2, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
            try {
                return super.save(next);
            } catch (StoreUnavailableException e) {
                failedSaves.incrementAndGet();
                throw e;
            }
        }
    }

    /// The store of a hub that is killed while it writes a note: later calls of that hub have no
    /// effect.
    private static final class MortalSessions implements DeskSessions {

        private final DeskSessions sessions;
        private final AtomicInteger notes;
        private final boolean noted;

        MortalSessions(DeskSessions sessions, int note, boolean noted) {
            this.sessions = sessions;
            this.notes = new AtomicInteger(note);
            this.noted = noted;
        }

        private DeskSessions alive() {
            if (notes.get() <= 0) {
                throw new Killed();
            }
            return sessions;
        }

        @Override
        public boolean save(DeskSession next) {
            DeskSessions store = alive();
            boolean dies = notes.decrementAndGet() == 0;
            if (!dies || noted) {
                boolean saved = store.save(next);
                if (!dies) {
                    return saved;
                }
            }
            throw new Killed();
        }

        @Override
        public boolean insert(DeskSession first) {
            return alive().insert(first);
        }

        @Override
        public Optional<DeskSession> find(DeskRef chat) {
            return alive().find(chat);
        }

        @Override
        public Optional<DeskSession> take(DeskRef chat, Hold taker) {
            return alive().take(chat, taker);
        }

        @Override
        public List<DeskSession> live(String desk, @Nullable DeskRef after, int limit) {
            return alive().live(desk, after, limit);
        }

        @Override
        public int purge(Instant before) {
            return alive().purge(before);
        }
    }
}
