package dev.switchboard.application.service.live;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.session.Ownership;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Settles deliveries that clients acknowledged and that only a position records: their session's
/// after a start, because the hub may have died before it settled them, and after an outage with
/// more acknowledgements than could be kept; or the position that a client names when it returns,
/// because the hub may have died before it heard the acknowledgement. The first two walk all
/// sessions, so a hub without either pays nothing; the third reads one conversation.
///
/// Clients are at any hub, so the first walk after a start covers the conversations of all hubs:
/// their owners do not know of what this hub left.
final class AckRecovery implements PartitionListener {

    private static final int SESSIONS = 100;
    private static final int MESSAGES = 500;

    private final ClientSessions sessions;
    private final Ownership ownership;
    private final PartitionOwnership partitions;
    private final Backlog backlog;
    private final Acknowledgements acknowledgements;
    private final Later later;
    private final AtomicBoolean due = new AtomicBoolean(true);
    private final AtomicBoolean everywhere = new AtomicBoolean(true);

    /// Partitions that were taken, and not looked at since.
    private final AtomicReference<Partitions> fresh = new AtomicReference<>(Partitions.NONE);

    AckRecovery(
            ClientSessions sessions,
            Ownership ownership,
            PartitionOwnership partitions,
            Backlog backlog,
            Acknowledgements acknowledgements,
            Later later) {
        this.sessions = sessions;
        this.ownership = ownership;
        this.partitions = partitions;
        this.backlog = backlog;
        this.acknowledgements = acknowledgements;
        this.later = later;
    }

    /// Settles, in the background, what a client says that it has. What is left is found in its
    /// session by the next sweep.
    ///
    /// @param position the `seq` up to which it has everything
    void settleSoon(ConversationId conversation, EndUser who, long position) {
        later.now(() -> {
            try {
                if (!settle(conversation, who, position, _ -> true)) {
                    due.set(true);
                }
            } catch (StoreUnavailableException _) {
                due.set(true);
            }
        });
    }

    @Override
    public void taken(Partitions some, boolean clean) {
        fresh.updateAndGet(now -> now.plus(some));
    }

    /// The hub before may have died with acknowledgements in hand. A sweep from before this hub had
    /// its partitions has passed over them.
    @Override
    public void recover(Partitions some, boolean last) {
        Partitions before = fresh.getAndUpdate(now -> now.minus(some));
        if (!before.and(some).isEmpty()) {
            due.set(true);
        }
        sweep();
    }

    /// Walks all sessions if necessary.
    ///
    /// @throws StoreUnavailableException if the store does not answer in time; the next sweep
    ///   starts again from the first session
    void sweep() {
        if (acknowledgements.takeOverflow()) {
            due.set(true);
        }
        if (!partitions.stands() || !due.getAndSet(false)) {
            return;
        }
        boolean all = false;
        try {
            all = settleAll(everywhere.get());
            if (all) {
                everywhere.set(false);
            }
        } finally {
            // never set to false here: more may have become due meanwhile
            if (!all) {
                due.set(true);
            }
        }
    }

    /// @param everywhere whether in the conversations of other hubs, too
    /// @return whether everything was settled
    private boolean settleAll(boolean everywhere) {
        boolean all = true;
        @Nullable SessionKey last = null;
        List<ClientSession> page;
        do {
            page = sessions.page(last, SESSIONS);
            for (ClientSession session : page) {
                all &= !isOfAClient(session) || settle(session, everywhere);
                last = session.key();
            }
        } while (page.size() == SESSIONS);
        return all;
    }

    /// Every client has a browser. Consoles have none, and messages pushed to them are no
    /// deliveries to users.
    private static boolean isOfAClient(ClientSession session) {
        return session.who().browser() != null;
    }

    private boolean settle(ClientSession session, boolean everywhere) {
        boolean all = true;
        for (var position : session.positions().entrySet()) {
            boolean isDue = everywhere || partitions.held().contains(position.getKey());
            all &=
                    !isDue
                            || settle(
                                    position.getKey(),
                                    session.who(),
                                    position.getValue(),
                                    session::mayHave);
        }
        return all;
    }

    /// @param early whether a message of that time may be covered: a position is higher than the
    ///   messages that it knew if their conversation has ended and begun anew since then
    /// @return whether everything was settled
    private boolean settle(
            ConversationId conversation, EndUser who, long position, Predicate<Instant> early) {
        List<Owed> page = backlog.pending(new LaneKey(conversation, Target.LIVE_CLIENTS), MESSAGES);
        if (page.isEmpty() || page.getFirst().message().seq() > position) {
            return true;
        }
        OptionalLong readableAfter = ownership.readableAfter(conversation, who);
        if (readableAfter.isEmpty()) {
            return true;
        }
        List<Owed> covered =
                page.stream()
                        .filter(owed -> owed.message().seq() > readableAfter.getAsLong())
                        .filter(owed -> owed.message().seq() <= position)
                        .filter(owed -> early.test(owed.message().at()))
                        .toList();
        covered.forEach(acknowledgements::record);
        return covered.isEmpty() || page.size() < MESSAGES;
    }
}
