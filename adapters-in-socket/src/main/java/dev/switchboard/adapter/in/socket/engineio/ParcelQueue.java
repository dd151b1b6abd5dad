package dev.switchboard.adapter.in.socket.engineio;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages in order, queued as parcels whose messages must stay together. Not safe for threads;
/// keeps its memory only while something is in it.
final class ParcelQueue {

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
