package dev.switchboard.adapter.out.persistence.mongo.cluster;

import static dev.switchboard.application.port.out.handoff.HandoffsContract.ANN;
import static dev.switchboard.application.port.out.handoff.HandoffsContract.BEN;
import static dev.switchboard.application.port.out.handoff.HandoffsContract.begun;
import static dev.switchboard.application.port.out.handoff.HandoffsContract.leased;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.switchboard.adapter.out.persistence.mongo.MongoForTests;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.out.cluster.PartitionOwnership.Term;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.handoff.Handoffs.Changed;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// One conversation with a handoff, its owner, and the hub that takes over. The owner may be frozen
/// before each of its commands, and its commands may arrive at any later time. A seed decides what
/// happens; the same seed makes the same history.
///
/// The owner gives up a call whose answer it does not get; the call's command may still arrive. It
/// has two connections, because a call that was given up keeps its own.
final class FenceWorld implements AutoCloseable {

    private static final int STEPS = 24;
    private static final String OWNER = "owner";
    private static final String NEXT = "next";
    private static final ThreadLocal<@Nullable Call> RUNNING = new ThreadLocal<>();

    private final String uri = MongoForTests.find().freshDatabase();
    private final List<StartedStore> owner = List.of(gated(), gated());
    private final StartedStore next = StartedStore.at(uri).whenReady();
    private final SequentialIds ids = new SequentialIds();
    private int conversations;

    /// What a wrong implementation would do.
    enum Sabotage {
        NONE,
        WRITES_NO_EPOCH,
        STAMPS_NOTHING,
        CLAIMS_WITHOUT_A_FENCE,
        IGNORES_THE_RIGHT
    }

    private StartedStore gated() {
        return StartedStore.at(
                        uri,
                        new CommandListener() {
                            @Override
                            public void commandStarted(CommandStartedEvent event) {
                                Call call = RUNNING.get();
                                if (call != null) {
                                    call.stop(event.getCommandName());
                                }
                            }
                        })
                .whenReady();
    }

    /// Runs one history.
    ///
    /// @return the broken promise, if any
    Optional<String> run(long seed, Sabotage sabotage) {
        History history = new History(new Random(seed), sabotage);
        try {
            history.walk();
            return Optional.empty();
        } catch (Broken e) {
            return Optional.of(e.getMessage() + " after\n" + String.join("\n", history.facts));
        } finally {
            history.end();
        }
    }

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String promise) {
            super(promise);
        }
    }

    /// One call of the owner, on a thread of its own that runs only while the world waits for it.
    private static final class Call {

        private final StartedStore hub;
        private final boolean afterTheTakeOver;
        private final BlockingQueue<String> stops = new LinkedBlockingQueue<>();
        private final Semaphore mayPass = new Semaphore(0);
        private final Thread thread;

        /// The command before which it stands; empty if it has ended.
        private String at = "";

        private boolean givenUp;
        private boolean spent;

        Call(StartedStore hub, boolean afterTheTakeOver, Runnable work) {
            this.hub = hub;
            this.afterTheTakeOver = afterTheTakeOver;
            this.thread =
                    Thread.ofVirtual()
                            .unstarted(() -> {
                                RUNNING.set(this);
                                try {
                                    work.run();
                                } catch (StoreUnavailableException _) {
                                    // refused
                                } finally {
                                    stops.add("");
                                }
                            });
        }

        void begin() {
            thread.start();
            await();
        }

        void pass() {
            spent |= givenUp;
            mayPass.release();
            await();
        }

        private void await() {
            try {
                at = Objects.requireNonNull(stops.poll(60, SECONDS), "A call hangs");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void stop(String command) {
            stops.add(command);
            mayPass.acquireUninterruptibly();
        }

        boolean hasEnded() {
            return at.isEmpty();
        }

        /// Its command is on its way to the store, and its answer is lost.
        boolean mayBeGivenUp() {
            return at.equals("insert") || at.equals("update");
        }

        void end() {
            mayPass.release(1000);
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final class History {

        private final Random random;
        private final Sabotage sabotage;
        private final ConversationId conversation =
                ConversationId.of("bot", "c-" + ++conversations);
        private final List<String> facts = new ArrayList<>();
        private final List<Call> calls = new ArrayList<>();
        private final Map<MessageId, Long> acknowledged = new HashMap<>();
        private final Map<Long, String> leases = new HashMap<>();
        private @Nullable Call active;
        private Handoff known = begun(conversation);
        private @Nullable Handoff knownToNext;
        private long claimedFrom = Long.MAX_VALUE;
        private int clock;

        History(Random random, Sabotage sabotage) {
            this.random = random;
            this.sabotage = sabotage;
        }

        void walk() {
            List.of(Collections.JOURNAL, Collections.HANDOFFS)
                    .forEach(
                            each -> next.database().getCollection(each).deleteMany(new Document()));
            for (StartedStore each : owner) {
                ownership(each).comeBack();
                ownership(each).begin(new Term(1, true));
            }
            ownership(next).begin(new Term(2, false));
            take(owner.getFirst(), OWNER, 0, known);
            for (int i = 0; i < STEPS; i++) {
                step();
                check();
            }
            finish();
        }

        private static FakePartitionOwnership ownership(StartedStore hub) {
            return hub.bean(FakePartitionOwnership.class);
        }

        private void note(String fact) {
            facts.add(fact);
        }

        private void step() {
            switch (random.nextInt(8)) {
                case 0, 1 -> begin();
                case 2, 3, 4 -> passOne();
                case 5 -> giveUp();
                default -> {
                    if (knownToNext != null) {
                        work();
                    } else if (random.nextInt(3) == 0) {
                        takeOver();
                    }
                }
            }
        }

        /// All late commands arrive, between and behind those of the next owner.
        private void finish() {
            if (knownToNext == null) {
                takeOver();
            }
            check();
            while (calls.stream().anyMatch(this::canPass)) {
                passOne();
                check();
                if (random.nextInt(3) == 0) {
                    work();
                    check();
                }
            }
            work();
            check();
            checkAcknowledged();
        }

        private boolean canPass(Call call) {
            return !call.hasEnded() && !call.spent;
        }

        private void begin() {
            Optional<StartedStore> free =
                    owner.stream()
                            .filter(hub ->
                                    calls.stream()
                                            .allMatch(call -> call.hub != hub || call.hasEnded()))
                            .findFirst();
            if (active != null || free.isEmpty()) {
                return;
            }
            boolean steps = random.nextInt(3) == 0;
            StartedStore hub = free.get();
            Handoff decidedUnder = known;
            Handoff after = after(decidedUnder, OWNER);
            Call call =
                    new Call(
                            hub,
                            knownToNext != null,
                            () -> {
                                if (steps) {
                                    take(hub, OWNER, decidedUnder.version(), after);
                                } else {
                                    say(hub, OWNER, decidedUnder.version());
                                }
                            });
            calls.add(call);
            active = call;
            note("the owner begins %s".formatted(steps ? "a step" : "a message"));
            call.begin();
            settle(call);
        }

        private void passOne() {
            List<Call> some = calls.stream().filter(this::canPass).toList();
            if (!some.isEmpty()) {
                Call call = some.get(random.nextInt(some.size()));
                note("passes: %s%s".formatted(call.at, call.givenUp ? ", late" : ""));
                call.pass();
                settle(call);
            }
        }

        private void settle(Call call) {
            if (call.hasEnded() && call == active) {
                active = null;
            }
        }

        private void giveUp() {
            Call call = active;
            if (call != null && call.mayBeGivenUp()) {
                note("the owner gives up: %s".formatted(call.at));
                call.givenUp = true;
                active = null;
            }
        }

        private void takeOver() {
            note("the next hub takes over");
            if (sabotage != Sabotage.IGNORES_THE_RIGHT) {
                owner.forEach(each -> ownership(each).end());
            }
            if (sabotage == Sabotage.STAMPS_NOTHING) {
                ownership(next).lose(Partitions.ALL);
            }
            Handoff found = next.bean(Handoffs.class).find(conversation).orElseThrow();
            ownership(next).take(Partitions.ALL, false);
            knownToNext = found;
            record(next, NEXT, found);
        }

        private void work() {
            Handoff now = Objects.requireNonNull(knownToNext);
            switch (random.nextInt(4)) {
                case 0 -> take(next, NEXT, now.version(), after(now, NEXT));
                case 1 -> claim();
                default -> say(next, NEXT, now.version());
            }
        }

        private void claim() {
            if (claimedFrom == Long.MAX_VALUE) {
                Conversations all = next.bean(Conversations.class);
                claimedFrom =
                        sabotage == Sabotage.CLAIMS_WITHOUT_A_FENCE
                                ? all.find(conversation).orElseThrow().lastSeq()
                                : all.fence(conversation, ids.messageId(), now());
                note("somebody claims it from %d on".formatted(claimedFrom));
            }
        }

        private Instant now() {
            return Seed.NOW.plusMillis(++clock);
        }

        private Handoff after(Handoff before, String by) {
            return switch (before) {
                case Handoff.Waiting waiting ->
                        leased(waiting, by.equals(OWNER) ? ANN : BEN, ++clock);
                case Handoff.Leased leased -> leased.lapse(now(), "unrenewed");
                case Handoff other -> throw new IllegalStateException(other.toString());
            };
        }

        /// A step of the handoff and its record, as under the conversation's lock.
        private void take(StartedStore hub, String by, long expected, Handoff after) {
            Call call = RUNNING.get();
            Handoff stands =
                    switch (hub.bean(Handoffs.class).change(expected, after)) {
                        case Changed.Done _ -> done(call, by, after);
                        case Changed.Overtaken(@Nullable Handoff there) ->
                                Objects.requireNonNull(there);
                    };
            if (call != null && call.givenUp) {
                return;
            }
            if (by.equals(NEXT)) {
                knownToNext = stands;
            } else {
                known = stands;
            }
            record(hub, by, stands);
        }

        private Handoff done(@Nullable Call call, String by, Handoff after) {
            note("%s takes step %d".formatted(by, after.version()));
            began(call);
            boolean begins = after instanceof Handoff.Leased;
            if (begins && leases.putIfAbsent(after.version(), by) != null) {
                broken("Two leases begin in one version");
            }
            return after;
        }

        private void began(@Nullable Call call) {
            if (call != null && call.afterTheTakeOver) {
                broken("The former owner begins something after the take-over");
            }
        }

        /// Found by the next check, because a call's thread cannot end the history.
        private void broken(String promise) {
            breach = breach == null ? promise : breach;
        }

        private volatile @Nullable String breach;

        private void record(StartedStore hub, String by, Handoff step) {
            String key = "v" + step.version();
            append(
                    hub,
                    by,
                    "{\"record\":%d}".formatted(step.version()),
                    new IdempotencyKey(
                            "handoff:" + conversation,
                            key,
                            key,
                            Seed.NOW.plus(Duration.ofDays(1))));
        }

        private void say(StartedStore hub, String by, long version) {
            append(hub, by, "{\"message\":%d}".formatted(version), null);
        }

        private void append(
                StartedStore hub, String by, String text, @Nullable IdempotencyKey key) {
            Entry entry =
                    new Entry(
                            ids.messageId(),
                            conversation,
                            new Author(Party.SYSTEM, by),
                            new Content(text),
                            key,
                            List.of(),
                            Seed.NOW);
            if (hub.ports().journal().append(entry) instanceof Appended.Stored(Message stored)) {
                note("%s appends %s as %d".formatted(by, text, stored.seq()));
                acknowledged.put(stored.id(), stored.seq());
                began(RUNNING.get());
            }
            if (sabotage == Sabotage.WRITES_NO_EPOCH && by.equals(NEXT)) {
                next.database()
                        .getCollection(Collections.JOURNAL)
                        .updateMany(
                                new Document(),
                                new Document("$unset", new Document("epoch", true)));
            }
        }

        private List<Message> journal() {
            return next.ports().history().messages(conversation, 0, 100).stream()
                    .map(each -> each.message())
                    .toList();
        }

        private void check() {
            boolean nextHasWritten = false;
            long recorded = 0;
            for (Message message : journal()) {
                boolean isOwners = message.author().name().equals(OWNER);
                if (isOwners && nextHasWritten) {
                    throw new Broken("Epochs fall along seq");
                }
                if (isOwners && message.seq() > claimedFrom) {
                    throw new Broken("A claimant is shown what the former owner appended late");
                }
                nextHasWritten |= !isOwners;
                Document said = Document.parse(message.content().text());
                if (said.get("record") instanceof Integer version) {
                    recorded = Math.max(recorded, version);
                }
                if (said.get("message") instanceof Integer version && version < recorded) {
                    throw new Broken("A message stands behind the record of a later decision");
                }
            }
            checkOwners();
        }

        private void checkOwners() {
            Handoff mine = knownToNext;
            if (mine != null && mine.version() != storedVersion()) {
                throw new Broken("The next owner does not know the handoff that stands");
            }
            String found = breach;
            if (found != null) {
                throw new Broken(found);
            }
        }

        private long storedVersion() {
            Document stored =
                    Objects.requireNonNull(
                            next.database()
                                    .getCollection(Collections.HANDOFFS)
                                    .find(new Document("_id", conversation.value()))
                                    .first());
            return Objects.requireNonNull(stored.get("version", Number.class)).longValue();
        }

        private void checkAcknowledged() {
            Map<MessageId, Long> stored = new HashMap<>();
            journal().forEach(message -> stored.put(message.id(), message.seq()));
            if (!stored.entrySet().containsAll(acknowledged.entrySet())) {
                throw new Broken("What was acknowledged is not in the journal");
            }
        }

        void end() {
            calls.forEach(Call::end);
        }
    }

    @Override
    public void close() {
        owner.forEach(StartedStore::stop);
        next.close();
    }
}
