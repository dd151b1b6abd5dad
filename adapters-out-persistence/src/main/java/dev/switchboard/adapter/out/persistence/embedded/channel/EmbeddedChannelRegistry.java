package dev.switchboard.adapter.out.persistence.embedded.channel;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.CHANNEL;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelMatcher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Channels by id. Filters are not translated: the domain evaluates them channel by channel. There
/// are thousands of channels at most, and unchanged ones are not decoded again.
public final class EmbeddedChannelRegistry implements ChannelRegistry {

    private static final int RECORD = 1;
    private static final byte[] FIRST = new ByteWriter(1).octet(RECORD).toBytes();
    private static final byte[] END = ByteWriter.behind(FIRST);

    private final Store store;
    private final ChannelCache cache = new ChannelCache();
    private final ChannelRecord records;
    private final Clock clock;
    private final Duration maxQueryTime;

    public EmbeddedChannelRegistry(
            Store store, SecretCipher cipher, Clock clock, Duration maxQueryTime) {
        this.store = store;
        this.records = new ChannelRecord(cipher);
        this.clock = clock;
        this.maxQueryTime = maxQueryTime;
    }

    @Override
    public Insertion insert(Channel channel) {
        byte[] key = key(channel.id());
        byte[] value = records.write(channel);
        return write(batch -> {
            if (batch.get(CHANNEL, key) != null) {
                return Insertion.EXISTS;
            }
            batch.put(CHANNEL, key, value);
            return Insertion.DONE;
        });
    }

    private static byte[] key(ChannelId id) {
        return new ByteWriter(id.value().length() + 2).octet(RECORD).keyText(id.value()).toBytes();
    }

    @Override
    public Optional<Channel> find(ChannelId id) {
        return cache.find(id, cache.changes(), () -> store.read(view -> find(view, id)));
    }

    private Optional<Channel> find(View view, ChannelId id) {
        return records.read(id, view.get(CHANNEL, key(id)));
    }

    /// No other hub changes this store.
    @Override
    public void forget() {}

    @Override
    public Replacement replace(Channel channel, long expectedRevision) {
        byte[] key = key(channel.id());
        byte[] value = records.write(channel);
        return write(batch -> {
            Replacement outcome = outcome(batch, key, expectedRevision);
            if (outcome == Replacement.DONE) {
                batch.put(CHANNEL, key, value);
            }
            return outcome;
        });
    }

    @Override
    public Replacement remove(ChannelId id, long expectedRevision) {
        byte[] key = key(id);
        return write(batch -> {
            Replacement outcome = outcome(batch, key, expectedRevision);
            if (outcome == Replacement.DONE) {
                batch.delete(CHANNEL, key);
            }
            return outcome;
        });
    }

    private static Replacement outcome(RecordLookup stored, byte[] key, long expectedRevision) {
        byte @Nullable [] present = stored.get(CHANNEL, key);
        if (present == null) {
            return Replacement.ABSENT;
        }
        boolean expected = ChannelRecord.revision(present) == expectedRevision;
        return expected ? Replacement.DONE : Replacement.CHANGED;
    }

    private <T> T write(Batch.Write<T> task) {
        try {
            T result = store.write(task);
            cache.changed();
            return result;
        } catch (StoreUnavailableException e) {
            cache.doubt();
            throw e;
        }
    }

    @Override
    public List<Channel> query(ChannelFilter filter, @Nullable ChannelId after, int limit) {
        Instant deadline = clock.instant().plus(maxQueryTime);
        // With a zero byte appended, this is the smallest possible key after it.
        byte[] from = after == null ? FIRST : Arrays.copyOf(key(after), key(after).length + 1);
        return store.search(view -> query(view, from, filter, limit, deadline));
    }

    private List<Channel> query(
            View view, byte[] from, ChannelFilter filter, int limit, Instant deadline) {
        List<Channel> found = new ArrayList<>();
        long changes = cache.changes();
        try (Scan scan = view.scan(CHANNEL, from, END)) {
            while (found.size() < limit && scan.next()) {
                requireTime(deadline);
                channel(scan, changes)
                        .filter(channel -> new ChannelMatcher(channel).matches(filter))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<Channel> channel(Scan scan, long changes) {
        ByteReader key = new ByteReader(scan.key());
        key.octet();
        ChannelId id = new ChannelId(key.keyText());
        return cache.find(id, changes, () -> records.read(id, scan.value()));
    }

    private void requireTime(Instant deadline) {
        if (clock.instant().isAfter(deadline)) {
            throw new StoreUnavailableException("The query took too long");
        }
    }

    /// Caches decoded channels: every message needs its channel, and reading one decrypts its
    /// secrets. One process owns the store, so every change passes through here. Any change
    /// invalidates the whole cache, including reads that began before it.
    private static final class ChannelCache {

        private static final int MAX = 10_000;
        private static final Duration DOUBT = Duration.ofSeconds(10);

        private final ConcurrentMap<ChannelId, Entry> entries = new ConcurrentHashMap<>();
        private final AtomicLong changes = new AtomicLong();
        private final AtomicLong doubtUntil = new AtomicLong(System.nanoTime());

        private record Entry(long changes, Channel channel) {}

        /// The number of changes so far, to be noted before a read.
        long changes() {
            return changes.get();
        }

        /// @param before [#changes] when the read began
        /// @param read loads the channel if the cache has no entry of that age
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

        /// Called after a write is durable and before its caller learns of it.
        void changed() {
            changes.incrementAndGet();
            entries.clear();
        }

        /// A write has an unknown outcome and may still become durable: nothing is served from the
        /// cache for a while.
        void doubt() {
            doubtUntil.set(System.nanoTime() + DOUBT.toNanos());
            changed();
        }

        private boolean doubtful() {
            return System.nanoTime() - doubtUntil.get() < 0;
        }
    }
}
