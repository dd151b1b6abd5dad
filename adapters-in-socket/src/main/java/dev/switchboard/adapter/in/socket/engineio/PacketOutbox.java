package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency;
import dev.switchboard.domain.session.Offered;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What waits for one client, bounded. What was taken counts as waiting until it is settled, and
/// nothing more is taken before: so order holds even while a session changes its transport.
///
/// Safe for any thread; holds nothing but this object while nothing waits.
final class PacketOutbox {

    /// Protocol packets and acks beyond this many times the events' limit: the client is hopeless.
    private static final int HOPELESS = 4;

    private final EngineSettings.Limits limits;
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

    PacketOutbox(EngineSettings.Limits limits) {
        this.limits = limits;
    }

    /// What became of an offer, and whether the client must be given up.
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
        int size = size(parcel);
        if (exceeds(parcel.size(), size, urgency)) {
            refused |= urgency != Urgency.FIRST;
            return urgency == Urgency.FIRST ? Admission.HOPELESS : Admission.FULL;
        }
        packets += parcel.size();
        bytes += size;
        (urgency == Urgency.FIRST ? first : events).add(parcel);
        return Admission.QUEUED;
    }

    /// Sends a ping ahead of everything but the open packet, which is the first a client gets. It
    /// counts for no limit, and as nothing that waits.
    synchronized void ping() {
        ping = true;
    }

    /// Takes what goes out together: as much as fits, at least one packet. Null when nothing waits
    /// or what was taken before is not settled.
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

    /// The client accepted what was taken.
    ///
    /// @return whether somebody who was refused may try again
    synchronized boolean settle() {
        if (taken == null) {
            return false;
        }
        for (EngineMessage message : taken) {
            packets -= message == EngineMessage.PING ? 0 : 1;
            bytes -= message == EngineMessage.PING ? 0 : message.bytes().length;
        }
        taken = null;
        settled++;
        boolean drained =
                refused && packets <= limits.queuePackets() / 2 && bytes <= limits.queueBytes() / 2;
        refused &= !drained;
        return drained;
    }

    /// No more offers; what waits may still be taken.
    synchronized void seal() {
        sealed = true;
    }

    /// No more offers, and nothing to take. What is on its way no longer counts.
    synchronized void discard() {
        sealed = true;
        taken = null;
        ping = false;
        packets = 0;
        bytes = 0;
        first.clear();
        events.clear();
    }

    synchronized boolean isEmpty() {
        return packets == 0;
    }

    /// How long its client has taken nothing of what waits, in nanoseconds.
    ///
    /// @param unsent bytes of what is on its way that the client has not accepted
    synchronized long stuckFor(long unsent, long now) {
        return patience.without(packets > 0, settled, unsent, now);
    }

    /// A single message over the limit is let through when nothing else waits: it could never go.
    private boolean exceeds(int more, int size, Urgency urgency) {
        return switch (urgency) {
            case FIRST ->
                    packets + more > HOPELESS * limits.queuePackets()
                            || (packets > 0
                                    && bytes + size > HOPELESS * (long) limits.queueBytes());
            case EVENT ->
                    packets > 0
                            && (packets + more > limits.queuePackets()
                                    || bytes + size > limits.queueBytes());
        };
    }

    private @Nullable EngineMessage peek() {
        return source().peek();
    }

    /// A parcel that was begun goes on; else what is urgent comes first.
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

    /// Messages in order, queued as parcels whose messages must stay together. Not safe for
    /// threads; keeps its memory only while something is in it.
    private static final class ParcelQueue {

        private @Nullable ArrayDeque<List<EngineMessage>> parcels;

        /// Messages of the first parcel that have gone already.
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

        /// Whether a part of the first parcel has gone, so that the rest must follow.
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

    /// Tells a slow client from one that takes nothing at all: looks from time to time whether
    /// anything moved since the last look.
    static final class Patience {

        private long since;
        private int settled;
        private long unsent;
        private boolean waiting;

        /// @param isWaiting whether something waits for the client
        /// @param settledNow counts on when the client accepted something whole
        /// @param unsentNow bytes of what is on its way that the client has not accepted
        /// @return how long nothing has moved, in nanoseconds
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
