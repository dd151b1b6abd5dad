package dev.switchboard.adapter.out.persistence.embedded.channel;

import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Channels as they were read last, for every message asks for its channel, and to read one means
/// to decrypt its secrets. One process owns the store, so whatever changes passes here; any change
/// makes everything be read anew, and a read that began before it counts as old.
final class ChannelCache {

    private static final int MAX = 10_000;
    private static final Duration DOUBT = Duration.ofSeconds(10);

    private final ConcurrentMap<ChannelId, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong doubtUntil = new AtomicLong(System.nanoTime());

    private record Entry(long changes, Channel channel) {}

    /// How many changes there were before a read began.
    long changes() {
        return changes.get();
    }

    /// @param before [#changes] when the read began
    /// @param read what to do if it is not known as it was then
    Optional<Channel> find(ChannelId id, long before, Supplier<Optional<Channel>> read) {
        @Nullable Entry entry = entries.get(id);
        if (entry != null && entry.changes() == before && !doubtful()) {
            return Optional.of(entry.channel());
        }
        Optional<Channel> found = read.get();
        if (found.isPresent() && entries.size() < MAX) {
            entries.put(id, new Entry(before, found.get()));
        } else {
            entries.remove(id);
        }
        return found;
    }

    /// After a write is durable and before its caller hears of it.
    void changed() {
        changes.incrementAndGet();
        entries.clear();
    }

    /// A write has an unknown outcome and may still become durable: for a while nothing is taken
    /// from memory.
    void doubt() {
        doubtUntil.set(System.nanoTime() + DOUBT.toNanos());
        changed();
    }

    private boolean doubtful() {
        return System.nanoTime() - doubtUntil.get() < 0;
    }
}
