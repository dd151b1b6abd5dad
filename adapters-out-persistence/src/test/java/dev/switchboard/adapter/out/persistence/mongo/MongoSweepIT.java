package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.record.DeliveryDocument;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.InMemoryChannelRegistry;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.RecordingTelemetry;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.inmemory.InMemoryLiveEvents;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A hub that starts on a backlog, with a server that is slow for each find. It runs in real time,
/// so it needs an otherwise idle machine.
///
/// - `-Dswitchboard.backlog=…` messages of the long one, by default 60,000
/// - `-Dswitchboard.find-millis=…` for each find of the long one, by default 110
@Tag("faults")
@Tag("mongodb-faults")
class MongoSweepIT implements StoreContract {

    private static final int IN_EACH_LANE = 20;
    private static final int AT_ONCE = 1_000;
    private static final Duration LONG = Duration.ofMinutes(20);

    private final ProxiedMongo mongo = ProxiedMongo.indexedAs(Pose.REPLICA_SET);
    private final StartedStore store = StartedStore.ready(mongo);
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Clock clock = Clock.systemUTC();
    private final Map<ConversationId, Queue<Long>> delivered = new ConcurrentHashMap<>();
    private final Queue<Instant> times = new ConcurrentLinkedQueue<>();
    private final Map<MessageId, Instant> fresh = new ConcurrentHashMap<>();
    private final FakePartitionOwnership ownership = new FakePartitionOwnership();
    private final ConversationLocks locks = new ConversationLocks(ownership);
    private final DeliveryModule delivery =
            DeliveryModule.of(
                    node(),
                    new InMemoryChannelRegistry(new Outage()),
                    List.of(),
                    _ -> GateSettings.shared(64),
                    _ -> RetryPolicy.SHARED);
    private final Lanes lanes = delivery.lanes();

    MongoSweepIT() {
        lanes.serve(Target.Kind.CHANNEL, this::take);
    }

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @AfterEach
    void stop() {
        lanes.stop().join();
        workers.close();
        store.close();
        mongo.close();
    }

    private void at(Instant when, Runnable work) {
        long millis = Math.max(0, Duration.between(clock.instant(), when).toMillis());
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(work);
    }

    private Node node() {
        return new Node(
                new Node.Store(
                        store().journal(),
                        store().history(),
                        store().conversations(),
                        store().backlog(),
                        store().deliveryLog(),
                        store().heldMessages()),
                ownership,
                locks,
                new InMemoryLiveEvents(),
                new RecordingTelemetry(),
                this::at,
                workers,
                new SequentialIds(),
                clock,
                clock);
    }

    private SendOutcome take(Owed owed) {
        Message message = owed.message();
        delivered
                .computeIfAbsent(message.conversation(), _ -> new ConcurrentLinkedQueue<>())
                .add(message.seq());
        times.add(clock.instant());
        fresh.put(message.id(), clock.instant());
        return new SendOutcome.Called(new UpstreamReply.Accepted(200, null), null);
    }

    /// Fills lanes with [#IN_EACH_LANE] messages each.
    private void fill(int messages) {
        stored(message().acceptedAt(clock.instant()));
        MongoCollection<Document> journal = store.database().getCollection(Collections.JOURNAL);
        Document like = requireNonNull(journal.find().first());
        journal.deleteMany(new Document());
        for (int from = 0; from < messages; from += AT_ONCE) {
            journal.insertMany(
                    IntStream.range(from, Math.min(messages, from + AT_ONCE))
                            .mapToObj(i -> copy(like, i))
                            .toList());
        }
    }

    private static Document copy(Document like, int number) {
        long seq = 1L + number % IN_EACH_LANE;
        Document delivery = new Document(like.getList("deliveries", Document.class).getFirst());
        delivery.put("position", DeliveryDocument.positionOf(seq));
        return new Document(like)
                .append("_id", "msg_f%031x".formatted(number))
                .append("conversation", lane(number / IN_EACH_LANE).value())
                .append("seq", seq)
                .append("deliveries", List.of(delivery));
    }

    private static ConversationId lane(int number) {
        return ConversationId.ofSession("s%07d".formatted(number));
    }

    /// As the hub does after its start.
    private void start() {
        workers.execute(delivery::sweep);
        goOn();
    }

    private void goOn() {
        at(
                clock.instant().plusSeconds(1),
                () ->
                        workers.execute(() -> {
                            delivery.goOn();
                            goOn();
                        }));
    }

    private void deliversAll(int messages, Duration find, Duration within) {
        fill(messages);
        mongo.faults().slowDown("find", find).to(Collections.JOURNAL).always();
        Instant began = clock.instant();

        start();
        await().atMost(within).until(() -> !times.isEmpty());
        Duration first = Duration.between(began, times.element());
        Duration newOne = sendSomethingNew();
        await().atMost(within)
                .untilAsserted(() ->
                        assertThat(times.size())
                                .as("in %d lanes, stalled: %s", delivered.size(), stalledSince())
                                .isEqualTo(messages + 1));

        Duration all = Duration.between(began, clock.instant());
        System.out.printf(
                "| %d pending, %d ms a find | first after %d ms | new one after %d ms | all after"
                        + " %d ms |%n",
                messages, find.toMillis(), first.toMillis(), newOne.toMillis(), all.toMillis());
        assertThat(delivered.values())
                .hasSize(messages / IN_EACH_LANE + 1)
                .allSatisfy(
                        seqs -> assertThat(List.copyOf(seqs)).isSorted().doesNotHaveDuplicates());
        assertThat(stalledSince()).isNull();
    }

    private @Nullable Instant stalledSince() {
        return delivery.watch().load().sweepStalledSince();
    }

    /// @return the time from the request
    private Duration sendSomethingNew() {
        Instant began = clock.instant();
        Entry entry = message().inSession("new").owedTo(Seed.SLACK).acceptedAt(began).entry();
        // on a busy machine the stand-in may take longer than an append may
        await().atMost(LONG)
                .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                .until(() -> append(entry), _ -> true);
        await().atMost(LONG).until(() -> fresh.containsKey(entry.id()));
        return Duration.between(began, fresh.get(entry.id()));
    }

    private Lanes.Progress append(Entry entry) {
        return locks.withLock(
                entry.conversation(),
                () -> {
                    Message stored = ((Appended.Stored) store().journal().append(entry)).message();
                    return lanes.offer(new Owed(stored, (Pending) entry.deliveries().getFirst()));
                });
    }

    /// In finds of 50, a step of 1,000 would take longer than its call may.
    @Test
    void deliversABacklogOfAServerWithSlowFinds() {
        deliversAll(600, Duration.ofMillis(250), Duration.ofMinutes(1));
    }

    @Test
    void deliversALongBacklogAtTheRateThatFindsAllow() {
        deliversAll(
                Integer.getInteger("switchboard.backlog", 60_000),
                Duration.ofMillis(Integer.getInteger("switchboard.find-millis", 110)),
                LONG);
    }
}
