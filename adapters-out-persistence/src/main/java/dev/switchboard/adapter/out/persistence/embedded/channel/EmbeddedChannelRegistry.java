package dev.switchboard.adapter.out.persistence.embedded.channel;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.CHANNEL;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Records;
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

/// Channels by their id. A filter is not translated: the domain says what it means, channel by
/// channel. There are thousands at most, and those that did not change need not be decoded.
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

    private static Replacement outcome(Records stored, byte[] key, long expectedRevision) {
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
        // with a zero more, it is the very next key there can be
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

    /// Channels as they were read last, for every message asks for its channel, and to read one
    /// means to decrypt its secrets. One process owns the store, so whatever changes passes here;
    /// any change makes everything be read anew, and a read that began before it counts as old.
    private static final class ChannelCache {

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

        /// A write has an unknown outcome and may still become durable: for a while nothing is
        /// taken from memory.
        void doubt() {
            doubtUntil.set(System.nanoTime() + DOUBT.toNanos());
            changed();
        }

        private boolean doubtful() {
            return System.nanoTime() - doubtUntil.get() < 0;
        }
    }
}
