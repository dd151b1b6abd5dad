package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds what is pending by an index that has nothing else in it.
final class EmbeddedBacklog implements Backlog {

    static final String NEXT_TARGET =
            """
            SELECT t.name FROM target t
            WHERE t.name > ? AND EXISTS
                (SELECT 1 FROM delivery d WHERE d.target = t.id AND d.state = 'PENDING')
            ORDER BY t.name LIMIT 1
            """;

    static final String STEP =
            """
            SELECT d.conversation, d.position, c.name
            FROM delivery d JOIN conversation c ON c.id = d.conversation
            WHERE d.target = (SELECT id FROM target WHERE name = ?) AND d.state = 'PENDING'
                AND (d.conversation, d.position) > (?, ?)
            ORDER BY d.conversation, d.position LIMIT ?
            """;

    static final String PENDING =
            "SELECT "
                    + MessageRows.COLUMNS
                    + ", "
                    + DeliveryRows.COLUMNS
                    + """
                     FROM delivery d JOIN target t ON t.id = d.target
                        JOIN message m ON m.id = d.message
                        JOIN conversation c ON c.id = m.conversation
                    WHERE d.state = 'PENDING'
                        AND d.target = (SELECT id FROM target WHERE name = ?)
                        AND d.conversation = (SELECT id FROM conversation WHERE name = ?)
                    ORDER BY d.position LIMIT ?
                    """;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBacklog.class);
    private static final String PARK_DAMAGED =
            """
            UPDATE delivery SET state = 'PARKED', revision = revision + 1, reason = 'damaged',
                given_up_at = ?
            WHERE message = ? AND target = (SELECT id FROM target WHERE name = ?)
                AND state = 'PENDING'
            """;

    private final EmbeddedStore store;
    private final Clock clock;

    EmbeddedBacklog(EmbeddedStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Optional<Target> nextTarget(@Nullable Target after) {
        String name = after == null ? "" : after.toString();
        return store.read(
                sql -> sql.first(NEXT_TARGET, row -> Target.parse(row.text("name")), name));
    }

    /// Goes on behind the last conversation, however long its lane is.
    @Override
    public Conversations conversations(Target target, @Nullable String from, int limit) {
        List<Place> places = step(target, from, limit);
        return new Conversations(
                places.stream().map(Place::name).distinct().map(ConversationId::new).toList(),
                places.size() < limit
                        ? null
                        : places.getLast().conversation() + ":" + Long.MAX_VALUE);
    }

    @Override
    public Count count(Target target, @Nullable String from, int limit) {
        List<Place> places = step(target, from, limit);
        return new Count(
                places.size(),
                places.size() < limit
                        ? null
                        : places.getLast().conversation() + ":" + places.getLast().position());
    }

    private record Place(long conversation, long position, String name) {}

    private List<Place> step(Target target, @Nullable String from, int limit) {
        String[] place = from == null ? new String[] {"0", "0"} : from.split(":", 2);
        return store.search(sql ->
                sql.list(
                        STEP,
                        row ->
                                new Place(
                                        row.number("conversation"),
                                        row.number("position"),
                                        row.text("name")),
                        target,
                        Long.parseLong(place[0]),
                        Long.parseLong(place[1]),
                        limit));
    }

    /// Once more if there were damaged ones, which may have kept others off the page.
    @Override
    public List<Owed> pending(LaneKey lane, int limit) {
        List<byte[]> damaged = new ArrayList<>();
        List<Owed> owed =
                store.read(sql ->
                        sql.list(
                                PENDING,
                                EmbeddedBacklog::owed,
                                (row, _) -> damaged.add(row.bytes("message")),
                                lane.target(),
                                lane.conversation(),
                                limit));
        damaged.forEach(message -> parkDamaged(message, lane.target()));
        return damaged.isEmpty() ? owed : pending(lane, limit);
    }

    private static Owed owed(Row row) throws SQLException {
        return new Owed(MessageRows.read(row), DeliveryRows.readPending(row));
    }

    /// The others of the lane must not wait for a message that nobody can read.
    private void parkDamaged(byte[] message, Target target) {
        LOG.error(
                "Parked the damaged message {} to {}: it cannot be read",
                MessageKey.text(message),
                target.kind());
        Instant now = clock.instant();
        store.write(sql -> sql.update(PARK_DAMAGED, now, message, target));
    }
}
