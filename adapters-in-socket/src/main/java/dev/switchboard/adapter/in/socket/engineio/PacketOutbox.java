package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency;
import dev.switchboard.adapter.in.socket.limits.ByteBudget;
import dev.switchboard.domain.session.Offered;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bounded queue of one client. Taken messages count as waiting until they are settled, and
/// nothing more is taken before that. The order therefore holds even while a session changes its
/// transport. What all clients let wait is limited as well; see [ByteBudget].
///
/// Thread-safe; holds no memory but itself while nothing waits.
final class PacketOutbox {

    /// A client is hopeless when protocol packets and acks exceed the limit of events by this
    /// factor.
    private static final int HOPELESS = 4;

    /// The memory that a packet takes beside its bytes.
    private static final int PACKET = 128;

    private final EngineSettings.Limits limits;
    private final ByteBudget budget;
    private final ByteBudget.Share share;
    private final ParcelQueue first = new ParcelQueue();
    private final ParcelQueue events = new ParcelQueue();
    private final Patience patience = new Patience();
    private int packets;
    private int bytes;
    private int settled;
    private @Nullable List<EngineMessage> taken;
    private boolean ping;
    private boolean refused;
    private boolean sealed;

    /// @param budget the limit of what waits for all clients
    PacketOutbox(EngineSettings.Limits limits, ByteBudget budget) {
        this.limits = limits;
        this.budget = budget;
        this.share = budget.share();
    }

    /// The result of an offer, and whether the client must be disconnected.
    record Admission(Offered offered, boolean hopeless) {
        private static final Admission QUEUED = new Admission(Offered.QUEUED, false);
        private static final Admission FULL = new Admission(Offered.FULL, false);
        private static final Admission CLOSED = new Admission(Offered.CLOSED, false);
        private static final Admission HOPELESS = new Admission(Offered.CLOSED, true);
    }

    synchronized Admission offer(List<EngineMessage> parcel, Urgency urgency) {
        if (sealed) {
            return Admission.CLOSED;
        }
        if (budget.isOverspent()) {
            return Admission.HOPELESS;
        }
        int size = size(parcel);
        if (exceeds(parcel.size(), size, urgency)) {
            refused |= urgency != Urgency.FIRST;
            return urgency == Urgency.FIRST ? Admission.HOPELESS : Admission.FULL;
        }
        packets += parcel.size();
        bytes += size;
        share.force(size + PACKET * parcel.size());
        (urgency == Urgency.FIRST ? first : events).add(parcel);
        return Admission.QUEUED;
    }

    /// Sends a ping before everything but the open packet, which always comes first. A ping counts
    /// against no limit.
    synchronized void ping() {
        ping = true;
    }

    /// Takes the next batch: as much as fits, at least one packet. Null if nothing waits or the
    /// previous batch is not settled.
    synchronized @Nullable List<EngineMessage> take(int maxBytes) {
        boolean pings = ping && settled > 0;
        if (taken != null || (packets == 0 && !pings)) {
            return null;
        }
        List<EngineMessage> batch = new ArrayList<>(Math.min(packets, 64) + 1);
        int room = maxBytes;
        if (pings) {
            ping = false;
            batch.add(EngineMessage.PING);
            room -= EngineMessage.PING.weight();
        }
        EngineMessage next = peek();
        while (next != null && (next.weight() <= room || batch.isEmpty())) {
            room -= next.weight();
            batch.add(source().poll());
            next = peek();
        }
        taken = batch;
        return batch;
    }

    /// Settles the batch that the client accepted.
    ///
    /// @return whether a caller who was refused may try again
    synchronized boolean settle() {
        if (taken == null) {
            return false;
        }
        for (EngineMessage message : taken) {
            if (message != EngineMessage.PING) {
                packets--;
                bytes -= message.bytes().length;
                release(message);
            }
        }
        taken = null;
        settled++;
        boolean drained =
                refused && packets <= limits.queuePackets() / 2 && bytes <= limits.queueBytes() / 2;
        refused &= !drained;
        return drained;
    }

    private void release(EngineMessage message) {
        if (!sealed) {
            share.giveBack(message.bytes().length + PACKET);
        }
    }

    /// Accepts no more offers; waiting messages may still be taken. They no longer count for all
    /// clients' limit, because nobody may be left to take them.
    synchronized void seal() {
        sealed = true;
        share.giveBack();
    }

    /// Accepts no more offers and drops what waits, including a batch that is on its way.
    synchronized void discard() {
        sealed = true;
        taken = null;
        ping = false;
        packets = 0;
        bytes = 0;
        share.giveBack();
        first.clear();
        events.clear();
    }

    synchronized boolean isEmpty() {
        return packets == 0;
    }

    /// Returns how long the client has taken nothing of what waits, in nanoseconds.
    ///
    /// @param unsent the bytes on their way that the client has not accepted
    synchronized long stuckFor(long unsent, long now) {
        return patience.without(packets > 0, settled, unsent, now);
    }

    /// A single message over the limit passes if nothing else waits; otherwise it could never be
    /// sent.
    private boolean exceeds(int more, int size, Urgency urgency) {
        return switch (urgency) {
            case FIRST ->
                    packets + more > HOPELESS * limits.queuePackets()
                            || (packets > 0
                                    && bytes + size > HOPELESS * (long) limits.queueBytes());
            case EVENT ->
                    packets > 0
                            && (budget.isSpent()
                                    || packets + more > limits.queuePackets()
                                    || bytes + size > limits.queueBytes());
        };
    }

    private @Nullable EngineMessage peek() {
        return source().peek();
    }

    /// A parcel that was begun is continued; otherwise urgent messages come first.
    private ParcelQueue source() {
        return events.isBegun() || first.isEmpty() ? events : first;
    }

    private static int size(List<EngineMessage> parcel) {
        int size = 0;
        for (EngineMessage message : parcel) {
            size += message.bytes().length;
        }
        return size;
    }

    /// Messages in order, queued as parcels whose messages must stay together. Not thread-safe;
    /// holds memory only while it has content.
    private static final class ParcelQueue {

        private @Nullable ArrayDeque<List<EngineMessage>> parcels;

        /// The number of messages of the first parcel that were taken.
        private int gone;

        void add(List<EngineMessage> parcel) {
            if (parcel.isEmpty()) {
                return;
            }
            if (parcels == null) {
                parcels = new ArrayDeque<>(4);
            }
            parcels.add(parcel);
        }

        boolean isEmpty() {
            return parcels == null;
        }

        /// Whether a part of the first parcel was taken, so that the rest must follow.
        boolean isBegun() {
            return gone > 0;
        }

        @Nullable EngineMessage peek() {
            return parcels == null ? null : parcels.getFirst().get(gone);
        }

        EngineMessage poll() {
            if (parcels == null) {
                throw new IllegalStateException("nothing is queued");
            }
            List<EngineMessage> parcel = parcels.getFirst();
            EngineMessage message = parcel.get(gone++);
            if (gone == parcel.size()) {
                gone = 0;
                parcels.removeFirst();
                parcels = parcels.isEmpty() ? null : parcels;
            }
            return message;
        }

        void clear() {
            parcels = null;
            gone = 0;
        }
    }

    /// Distinguishes a slow client from one that takes nothing: compares the progress at each check
    /// with the last one.
    static final class Patience {

        private long since;
        private int settled;
        private long unsent;
        private boolean waiting;

        /// @param isWaiting whether something waits for the client
        /// @param settledNow a counter of the batches that the client accepted completely
        /// @param unsentNow the bytes on their way that the client has not accepted
        /// @return how long there was no progress, in nanoseconds
        long without(boolean isWaiting, int settledNow, long unsentNow, long now) {
            if (!isWaiting || !waiting || settled != settledNow || unsent != unsentNow) {
                since = now;
            }
            waiting = isWaiting;
            settled = settledNow;
            unsent = unsentNow;
            return now - since;
        }
    }
}
