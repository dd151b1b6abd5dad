package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds what is pending by an index that has nothing else in it.
final class EmbeddedBacklog implements Backlog {

    /// Target by target, so that what waits for clients is passed over at once.
    static final String LANES =
            """
            SELECT DISTINCT t.id, d.conversation, t.name AS target_name,
                c.name AS conversation_name
            FROM target t CROSS JOIN delivery d ON d.target = t.id
                JOIN conversation c ON c.id = d.conversation
            WHERE t.id >= ifnull((SELECT id FROM target WHERE name = ?1), 0)
                AND t.name NOT LIKE 'clients:%' AND d.state = 'PENDING'
                AND d.conversation > CASE t.name WHEN ?1
                    THEN ifnull((SELECT id FROM conversation WHERE name = ?2), 0) ELSE 0 END
            ORDER BY t.id, d.conversation LIMIT ?3
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
    static final String PENDING_PER_TARGET =
            """
            SELECT t.name AS target, count(*) AS pending
            FROM delivery d JOIN target t ON t.id = d.target
            WHERE d.state = 'PENDING' GROUP BY d.target
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
    public List<LaneKey> lanes(@Nullable LaneKey after, int limit) {
        @Nullable Target target = after == null ? null : after.target();
        @Nullable ConversationId conversation = after == null ? null : after.conversation();
        return store.search(
                sql -> sql.list(LANES, EmbeddedBacklog::lane, target, conversation, limit));
    }

    private static LaneKey lane(Row row) throws SQLException {
        return new LaneKey(
                new ConversationId(row.text("conversation_name")),
                Target.parse(row.text("target_name")));
    }

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
        return owed;
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

    @Override
    public Map<Target, Integer> pendingPerTarget() {
        Map<Target, Integer> counts = new HashMap<>();
        store.search(sql -> sql.list(PENDING_PER_TARGET, row -> count(row, counts)));
        return counts;
    }

    private static int count(Row row, Map<Target, Integer> counts) throws SQLException {
        int pending = row.count("pending");
        counts.put(Target.parse(row.text("target")), pending);
        return pending;
    }
}
