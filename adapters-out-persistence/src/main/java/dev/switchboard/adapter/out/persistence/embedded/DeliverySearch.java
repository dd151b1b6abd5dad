package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.delivery.DeliveryLog.Query;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A search for deliveries as SQL, oldest message first. What is asked for decides where to begin,
/// so that an index leads to it: at a conversation, at a target, or at what was given up.
final class DeliverySearch {

    static final String SELECT = select("delivery d CROSS JOIN message m ON m.id = d.message");

    private static final String SELECT_BY_SEQ =
            select("message m CROSS JOIN delivery d ON d.message = m.id");

    private static final Set<State> DEAD = EnumSet.of(State.PARKED, State.DISCARDED);
    private static final byte[] BEFORE_ALL = {};

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private final String text;

    DeliverySearch(Query query) {
        boolean dead = query.parkedFor() != null || onlyDead(query.states());
        String ordered =
                query.conversation() != null
                        ? bySeq(query)
                        : query.target() != null || dead ? byAge(query) : byMessage(query);
        if (dead) {
            // word for word what the partial indexes are defined by
            conditions.add("d.state IN ('PARKED', 'DISCARDED')");
        }
        restrict(query);
        values.add(query.limit());
        this.text = ordered.formatted(String.join(" AND ", conditions)) + " LIMIT ?";
    }

    String text() {
        return text;
    }

    /// What is bound, in order.
    Object[] values() {
        return values.toArray();
    }

    private static String select(String joined) {
        return "SELECT d.message AS message, c.name AS conversation, m.seq, d.accepted_at, "
                + DeliveryRows.COLUMNS
                + ", "
                + AttemptRows.CALL_COLUMNS
                + " FROM "
                + joined
                + """
                 CROSS JOIN conversation c ON c.id = m.conversation
                CROSS JOIN target t ON t.id = d.target
                """;
    }

    private static boolean onlyDead(Set<State> states) {
        return !states.isEmpty() && DEAD.containsAll(states);
    }

    private String bySeq(Query query) {
        add("m.conversation = (SELECT id FROM conversation WHERE name = ?)", query.conversation());
        add("m.seq > (SELECT seq FROM message WHERE id = ?)", query.after());
        return SELECT_BY_SEQ + "WHERE %s ORDER BY m.seq, d.target";
    }

    private String byAge(Query query) {
        add(
                "(d.accepted_at, d.message) > (SELECT accepted_at, id FROM message WHERE id = ?)",
                query.after());
        return SELECT + "WHERE %s ORDER BY d.accepted_at, d.message";
    }

    private String byMessage(Query query) {
        add("d.message > ?", query.after() == null ? BEFORE_ALL : query.after());
        return SELECT + "WHERE %s ORDER BY d.message, d.target";
    }

    private void restrict(Query query) {
        add("d.target = (SELECT id FROM target WHERE name = ?)", query.target());
        add("d.state = 'PARKED' AND d.reason = ?", query.parkedFor());
        add("d.accepted_at < ?", query.before());
        if (!query.states().isEmpty()) {
            conditions.add(
                    query.states().stream()
                            .map(state -> "'" + state.name() + "'")
                            .sorted()
                            .collect(Collectors.joining(", ", "d.state IN (", ")")));
        }
    }

    private void add(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
    }
}
