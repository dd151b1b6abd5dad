package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelMatcher;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps channels by their id. A filter is not translated: the domain says what it means, page by
/// page, so that no word of a caller ever reaches the database.
final class EmbeddedChannelRegistry implements ChannelRegistry {

    static final String ONE = "SELECT " + ChannelRows.COLUMNS + " FROM channel WHERE id = ?";
    static final String PAGE =
            "SELECT " + ChannelRows.COLUMNS + " FROM channel WHERE id > ? ORDER BY id LIMIT ?";

    private static final int PAGE_SIZE = 200;
    private static final String INSERT =
            "INSERT OR IGNORE INTO channel ("
                    + ChannelRows.COLUMNS
                    + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String REPLACE =
            "UPDATE channel SET ("
                    + ChannelRows.COLUMNS
                    + ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ? AND revision = ?";
    private static final String REMOVE = "DELETE FROM channel WHERE id = ? AND revision = ?";

    private final EmbeddedStore store;
    private final ChannelCache cache = new ChannelCache();
    private final ChannelRows rows;
    private final Clock clock;
    private final Duration maxQueryTime;

    EmbeddedChannelRegistry(
            EmbeddedStore store, SecretCipher cipher, Clock clock, Duration maxQueryTime) {
        this.store = store;
        this.rows = new ChannelRows(cipher);
        this.clock = clock;
        this.maxQueryTime = maxQueryTime;
    }

    @Override
    public Insertion insert(Channel channel) {
        int inserted = write(sql -> sql.update(INSERT, rows.values(channel)));
        return inserted == 1 ? Insertion.DONE : Insertion.EXISTS;
    }

    @Override
    public Optional<Channel> find(ChannelId id) {
        return cache.find(id, () -> store.read(sql -> sql.first(ONE, rows::read, id.value())));
    }

    @Override
    public Replacement replace(Channel channel, long expectedRevision) {
        return write(sql -> {
            String id = channel.id().value();
            int changed = sql.update(REPLACE, rows.values(channel), id, expectedRevision);
            return outcome(sql, id, changed);
        });
    }

    @Override
    public Replacement remove(ChannelId id, long expectedRevision) {
        return write(
                sql -> outcome(sql, id.value(), sql.update(REMOVE, id.value(), expectedRevision)));
    }

    private <T> T write(SqlTask<T> task) {
        try {
            T result = store.write(task);
            cache.changed();
            return result;
        } catch (StoreUnavailableException e) {
            cache.doubt();
            throw e;
        }
    }

    private static Replacement outcome(Sql sql, String id, int changed) throws SQLException {
        if (changed == 1) {
            return Replacement.DONE;
        }
        long present = sql.number("SELECT count(*) FROM channel WHERE id = ?", id);
        return present == 1 ? Replacement.CHANGED : Replacement.ABSENT;
    }

    @Override
    public List<Channel> query(ChannelFilter filter, @Nullable ChannelId after, int limit) {
        Instant deadline = clock.instant().plus(maxQueryTime);
        List<Channel> found = new ArrayList<>();
        String last = after == null ? "" : after.value();
        int size = PAGE_SIZE;
        while (found.size() < limit && size == PAGE_SIZE) {
            requireTime(deadline);
            String from = last;
            List<Channel> page = store.search(sql -> sql.list(PAGE, rows::read, from, PAGE_SIZE));
            page.stream()
                    .filter(channel -> new ChannelMatcher(channel).matches(filter))
                    .limit((long) limit - found.size())
                    .forEach(found::add);
            size = page.size();
            last = page.isEmpty() ? last : page.getLast().id().value();
        }
        return found;
    }

    private void requireTime(Instant deadline) {
        if (clock.instant().isAfter(deadline)) {
            throw new StoreUnavailableException("The query took too long");
        }
    }
}
