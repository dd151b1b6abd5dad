package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toMap;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.Deadline;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.RowDocument;
import dev.switchboard.application.port.out.message.Journal.Pace;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.BulkOperationException;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Writes the steps of deliveries. Steps requested during a write form the next one together: one
/// command, and one wait for a majority's disks. A step without a waiting caller is delayed a
/// moment, to share a write.
///
/// A bulk write tells how many documents matched, not which. If all matched, all steps were taken.
/// Otherwise the messages are read, and each shows whether [its step stands][Settlement#stands].
public final class SettleBatcher {

    private static final Logger LOG = LoggerFactory.getLogger(SettleBatcher.class);
    private static final int MOST_AT_ONCE = 500;
    private static final Duration COMPANY = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MOST_TRIES = 5;

    private final MongoStore store;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Step> waiting = new ArrayDeque<>();
    private List<Step> underWay = List.of();
    private boolean writing;

    public SettleBatcher(MongoStore store, Executor executor) {
        this.store = store;
        this.executor = executor;
    }

    /// @param settlement null if the step marks an answer
    private record Step(
            MessageId message,
            Query query,
            Update update,
            @Nullable Settlement settlement,
            int tries,
            CompletableFuture<Settled> done) {

        static Step of(Settlement taken) {
            return new Step(
                    taken.message(),
                    DeliverySteps.expected(taken),
                    DeliverySteps.update(taken),
                    taken,
                    0,
                    new CompletableFuture<>());
        }

        boolean marks() {
            return settlement == null;
        }

        Step again() {
            return new Step(message, query, update, settlement, tries + 1, done);
        }
    }

    CompletableFuture<Settled> settle(Settlement settlement) {
        return add(Step.of(settlement), settlement.pace());
    }

    /// Marks a message as answered, soon. If that fails for long, [AnswerLinks#finish] makes up for
    /// it.
    ///
    /// @param answer the `seq` of the answer
    void answered(ConversationId conversation, MessageId message, long answer, Instant at) {
        Query open = AnswerLinks.open(conversation, message, answer);
        Step mark =
                new Step(message, open, AnswerLinks.mark(at), null, 0, new CompletableFuture<>());
        var _ = add(mark, Pace.UNHURRIED);
    }

    private CompletableFuture<Settled> add(Step step, Pace pace) {
        lock.lock();
        try {
            waiting.add(step);
        } finally {
            lock.unlock();
        }
        switch (pace) {
            case PROMPT -> begin();
            case UNHURRIED -> later(COMPANY, this::begin);
        }
        return step.done();
    }

    private void later(Duration pause, Runnable work) {
        CompletableFuture.delayedExecutor(pause.toMillis(), MILLISECONDS, executor).execute(work);
    }

    private void begin() {
        lock.lock();
        try {
            if (writing || waiting.isEmpty()) {
                return;
            }
            writing = true;
        } finally {
            lock.unlock();
        }
        executor.execute(this::writeAll);
    }

    /// Waits until all answers journaled so far have left their marks, for at most the time of a
    /// call.
    public void catchUp() {
        List<CompletableFuture<Settled>> marks = new ArrayList<>();
        lock.lock();
        try {
            underWay.stream().filter(Step::marks).map(Step::done).forEach(marks::add);
            waiting.stream().filter(Step::marks).map(Step::done).forEach(marks::add);
        } finally {
            lock.unlock();
        }
        if (!marks.isEmpty()) {
            begin();
            CompletableFuture.allOf(marks.toArray(CompletableFuture[]::new))
                    // For a failed mark, [AnswerLinks#finish] makes up before anything acts on the
                    // message.
                    .exceptionally(_ -> null)
                    .completeOnTimeout(null, Deadline.LIMIT.toMillis(), MILLISECONDS)
                    .join();
        }
    }

    private void writeAll() {
        boolean finished = false;
        try {
            List<Step> batch = next();
            while (!batch.isEmpty()) {
                write(batch);
                batch = next();
            }
            finished = true;
        } finally {
            if (!finished) {
                // An error such as a lack of memory ended this work; deliveries must go on.
                breakOff();
            }
        }
    }

    /// Fails the steps under way, whose outcome is unknown, and goes on with the others.
    private void breakOff() {
        List<Step> cutShort;
        lock.lock();
        try {
            cutShort = underWay;
            underWay = List.of();
            writing = false;
        } finally {
            lock.unlock();
        }
        begin();
        failed(cutShort, new StoreUnavailableException("A write was cut short"));
    }

    private List<Step> next() {
        lock.lock();
        try {
            List<Step> batch = new ArrayList<>();
            Set<MessageId> marked = new HashSet<>();
            // A step after the mark of its own message must find the mark in the database.
            while (batch.size() < MOST_AT_ONCE
                    && !waiting.isEmpty()
                    && !marked.contains(waiting.getFirst().message())) {
                Step step = waiting.removeFirst();
                batch.add(step);
                if (step.marks()) {
                    marked.add(step.message());
                }
            }
            writing = !batch.isEmpty();
            underWay = batch;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void write(List<Step> batch) {
        try {
            store.run(mongo -> take(mongo, batch));
            store.wrote(batch.size());
        } catch (RuntimeException e) {
            if (batch.size() > 1 && refusedOne(e)) {
                batch.forEach(step -> write(List.of(step)));
            } else {
                failed(batch, e);
            }
        }
    }

    /// Whether MongoDB is up and refused one of the steps: the others must not fail with it.
    private static boolean refusedOne(RuntimeException e) {
        return e.getCause() instanceof BulkOperationException bulk && !bulk.getErrors().isEmpty();
    }

    /// If MongoDB is down, steps queued meanwhile fail as well, because each may wait for 2 s only.
    /// A mark that MongoDB refuses is not retried.
    private void failed(List<Step> batch, RuntimeException e) {
        List<Step> all = new ArrayList<>(batch);
        boolean unavailable = e instanceof StoreUnavailableException;
        if (unavailable && !refusedOne(e)) {
            lock.lock();
            try {
                all.addAll(waiting);
                waiting.clear();
            } finally {
                lock.unlock();
            }
        }
        Predicate<Step> again =
                step -> unavailable && step.marks() && step.tries() + 1 < MOST_TRIES;
        all.stream().filter(not(again)).forEach(step -> step.done().completeExceptionally(e));
        markLater(all.stream().filter(again).map(Step::again).toList());
    }

    private void markLater(List<Step> marks) {
        if (marks.isEmpty()) {
            return;
        }
        LOG.warn("{} messages will be marked as answered later", marks.size());
        later(
                PATIENCE,
                () -> {
                    lock.lock();
                    try {
                        waiting.addAll(marks);
                    } finally {
                        lock.unlock();
                    }
                    begin();
                });
    }

    private static void take(MongoOperations mongo, List<Step> batch) {
        BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, JOURNAL);
        batch.forEach(step -> bulk.updateOne(step.query(), step.update()));
        List<Settlement> steps =
                batch.stream().map(Step::settlement).filter(Objects::nonNull).toList();
        List<Settlement> answering = steps.stream().filter(step -> step.answer() != null).toList();
        TracePages.add(mongo, steps);
        answering.forEach(step -> KeyRegister.remember(bulk, step));
        boolean all = bulk.execute().getMatchedCount() == batch.size() + answering.size();
        Map<Settlement, Settled> overtaken = all ? Map.of() : overtaken(mongo, steps);
        if (!overtaken.isEmpty()) {
            DeliverySteps.trace(mongo, List.copyOf(overtaken.keySet()));
        }
        for (Step step : batch) {
            Settlement settlement = step.settlement();
            Settled late = settlement == null ? null : overtaken.get(settlement);
            step.done().complete(late == null ? new Settled.Done() : late);
        }
    }

    private static Map<Settlement, Settled> overtaken(
            MongoOperations mongo, List<Settlement> steps) {
        Query query =
                query(
                        where("conversation")
                                .in(steps.stream().map(s -> s.conversation().value()).toList())
                                .and("_id")
                                .in(steps.stream().map(s -> s.message().value()).toList()));
        query.fields().include(RowDocument.FIELDS);
        Map<String, RowDocument> rows =
                mongo.find(query, RowDocument.class, JOURNAL).stream()
                        .collect(toMap(RowDocument::id, row -> row));
        Map<Settlement, Settled> overtaken = new HashMap<>();
        for (Settlement step : steps) {
            RowDocument row = rows.get(step.message().value());
            if (!DeliverySteps.stands(step, row)) {
                overtaken.put(step, new Settled.Overtaken(DeliverySteps.now(step, row)));
            }
        }
        return overtaken;
    }
}
