package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.in.delivery.RedriveDeliveries;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Redriven;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry.Mending;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sends parked deliveries again, or discards them.
final class DeliveryRedrives implements RedriveDeliveries {

    private static final int PAGE = 200;

    private final Journal journal;
    private final History history;
    private final DeliveryLog log;
    private final Lanes lanes;
    private final ConversationLocks locks;
    private final RelayTelemetry telemetry;
    private final Executor workers;
    private final Clock clock;

    DeliveryRedrives(
            Journal journal,
            History history,
            DeliveryLog log,
            Lanes lanes,
            ConversationLocks locks,
            RelayTelemetry telemetry,
            Executor workers,
            Clock clock) {
        this.journal = journal;
        this.history = history;
        this.log = log;
        this.lanes = lanes;
        this.locks = locks;
        this.telemetry = telemetry;
        this.workers = workers;
        this.clock = clock;
    }

    @Override
    public Outcome redrive(MessageId message, Target target) {
        return log.find(message, target)
                .map(DeliveryLog.Item::conversation)
                .map(id -> locks.withLock(id, () -> redriveNow(id, message, target)))
                .orElse(Outcome.UNKNOWN);
    }

    private Outcome redriveNow(ConversationId conversation, MessageId message, Target target) {
        return switch (redriven(conversation, message, target)) {
            case Redriven.Queued(var queued, var pending) -> {
                lanes.offer(new Owed(queued, pending));
                telemetry.mended(target, message, Mending.REDRIVEN);
                yield Outcome.DONE;
            }
            case Redriven.NotParked _ -> {
                // an earlier re-drive may have lost its reply
                history.find(message).ifPresent(lanes::found);
                yield Outcome.NOT_PARKED;
            }
            case Redriven.Unknown _ -> Outcome.UNKNOWN;
        };
    }

    /// A re-drive without a reply may have taken effect, and then no lane knows of it.
    private Redriven redriven(ConversationId conversation, MessageId message, Target target) {
        try {
            return journal.redrive(message, target, clock.instant());
        } catch (StoreUnavailableException e) {
            lanes.doubt(conversation, Set.of(target));
            throw e;
        }
    }

    @Override
    public Optional<List<Target>> redrive(MessageId message) {
        return history.find(message)
                .map(recorded ->
                        recorded.deliveries().stream()
                                .filter(Parked.class::isInstance)
                                .map(Delivery::target)
                                .filter(target -> redrive(message, target) == Outcome.DONE)
                                .toList());
    }

    @Override
    public Bulk applyToAll(Selection selection, Remedy remedy) {
        AtomicInteger count = new AtomicInteger();
        Map<Left, Integer> left = new ConcurrentHashMap<>();
        forEachPage(
                selection,
                page ->
                        together(
                                page,
                                item -> {
                                    if (!locks.mayTake(item.conversation())) {
                                        return; // its owner is asked too
                                    }
                                    Left why = mended(selection, remedy, item);
                                    if (why == null) {
                                        count.incrementAndGet();
                                    } else {
                                        left.merge(why, 1, Integer::sum);
                                    }
                                }));
        return new Bulk(count.get(), left);
    }

    /// Does this to the items of each conversation in the order of the conversation, which their
    /// selection need not have, because clocks of several hubs differ; and to those of different
    /// conversations at the same time, so that they share the store's writes.
    private void together(List<DeliveryLog.Item> page, Consumer<DeliveryLog.Item> deed) {
        Map<ConversationId, List<DeliveryLog.Item>> lists =
                page.stream()
                        .collect(
                                Collectors.groupingBy(
                                        DeliveryLog.Item::conversation,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        CompletableFuture<?>[] all =
                lists.values().stream()
                        .map(items ->
                                CompletableFuture.runAsync(
                                        () -> inOrder(items).forEach(deed), workers))
                        .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Stream<DeliveryLog.Item> inOrder(List<DeliveryLog.Item> items) {
        return items.stream().sorted(Comparator.comparingLong(DeliveryLog.Item::seq));
    }

    @Override
    public Preview preview(Selection selection, Remedy remedy) {
        Instant now = clock.instant();
        Selection counted = selection.asCounted(now);
        Map<Target, Integer> targets = new HashMap<>();
        Map<Left, Integer> left = new EnumMap<>(Left.class);
        AtomicReference<@Nullable Instant> oldest = new AtomicReference<>();
        forEachPage(
                counted,
                page -> {
                    for (DeliveryLog.Item item : page) {
                        Left why = leftOut(counted, remedy, item);
                        if (why == null) {
                            targets.merge(item.delivery().target(), 1, Integer::sum);
                            oldest.set(earlier(oldest.get(), item.acceptedAt()));
                        } else {
                            left.merge(why, 1, Integer::sum);
                        }
                    }
                });
        return new Preview(targets, left, oldest.get(), now);
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    /// Walks the parked deliveries page by page, so that live traffic gets its turn in between.
    private void forEachPage(Selection selection, Consumer<List<DeliveryLog.Item>> deed) {
        if (!selection.chosen().isEmpty()) {
            deed.accept(
                    selection.chosen().stream()
                            .map(one -> log.find(one.message(), one.target()))
                            .flatMap(Optional::stream)
                            .toList());
            return;
        }
        List<DeliveryLog.Item> page = log.list(question(selection, null));
        // one query more than there are pages, so that nothing is left out
        while (!page.isEmpty()) {
            deed.accept(page);
            page = log.list(question(selection, page.getLast().message()));
        }
    }

    /// Mends one delivery of a selection.
    ///
    /// @return why it stays parked; null if it was mended
    private @Nullable Left mended(Selection selection, Remedy remedy, DeliveryLog.Item item) {
        Left why = leftOut(selection, remedy, item);
        if (why != null) {
            return why;
        }
        Target target = item.delivery().target();
        Outcome outcome =
                switch (remedy) {
                    case REDRIVE -> redrive(item.message(), target);
                    case DISCARD -> discard(item.message(), target);
                };
        return outcome == Outcome.DONE ? null : Left.OVERTAKEN;
    }

    /// A refused delivery, whose sender was told, is left out unless it is selected by name; a
    /// probe, which has no recipient, is never sent again.
    private static @Nullable Left leftOut(
            Selection selection, Remedy remedy, DeliveryLog.Item item) {
        if (!(item.delivery() instanceof Parked parked)) {
            return Left.OVERTAKEN;
        }
        Instant counted = selection.counted();
        if (counted != null && parked.parkedAt().isAfter(counted)) {
            return Left.LATER;
        }
        if (remedy == Remedy.REDRIVE && parked.reason().equals(ParkReason.PROBE)) {
            return Left.PROBE;
        }
        if (parked.reason().equals(ParkReason.REFUSED) && !asksForRefused(selection)) {
            return Left.REFUSED;
        }
        return null;
    }

    private static boolean asksForRefused(Selection selection) {
        return selection.includeRefused() || ParkReason.REFUSED.code().equals(selection.reason());
    }

    private static DeliveryLog.Query question(Selection selection, @Nullable MessageId after) {
        return new DeliveryLog.Query(
                selection.target(),
                selection.conversation(),
                Set.of(State.PARKED),
                selection.reason(),
                selection.before(),
                after,
                PAGE);
    }

    @Override
    public Outcome discard(MessageId message, Target target) {
        return switch (journal.discard(message, target, clock.instant())) {
            case DONE -> {
                telemetry.mended(target, message, Mending.DISCARDED);
                yield Outcome.DONE;
            }
            case NOT_PARKED -> Outcome.NOT_PARKED;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }
}
