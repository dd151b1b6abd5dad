package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection and its prepared statements, which stay open until one fails. Used by one thread
/// at a time.
///
/// Values are bound as the schema keeps them, whatever type of ours they have; an array among them
/// stands for its items.
final class Sql implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sql.class);
    private static final int MAX_STATEMENTS = 150;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, Map<String, Integer>> positions = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /// What to do about a row that cannot be read.
    @FunctionalInterface
    interface Damage {

        Damage SKIPPED =
                (row, reason) ->
                        LOG.warn(
                                "Skipped the damaged row {}: {}",
                                row.name(),
                                reason.getClass().getSimpleName());

        void found(Row row, RuntimeException reason) throws SQLException;
    }

    Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Changes rows and says how many.
    int update(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared(sql, values);
        try {
            return statement.executeUpdate();
        } catch (SQLException e) {
            forget(sql);
            throw e;
        }
    }

    /// All rows that can be read.
    <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... values)
            throws SQLException {
        return list(sql, reader, Damage.SKIPPED, values);
    }

    <T> List<T> list(String sql, RowReader<T> reader, Damage damage, @Nullable Object... values)
            throws SQLException {
        List<T> result = new ArrayList<>();
        try (ResultSet columns = prepared(sql, values).executeQuery()) {
            Row row = new Row(columns, positionsIn(sql, columns));
            while (columns.next()) {
                readInto(result, row, reader, damage);
            }
        } catch (SQLException e) {
            forget(sql);
            throw e;
        }
        return result;
    }

    private Map<String, Integer> positionsIn(String sql, ResultSet columns) throws SQLException {
        Map<String, Integer> known = positions.get(sql);
        if (known == null) {
            known = positionsIn(columns.getMetaData());
            positions.put(sql, known);
        }
        return known;
    }

    private static Map<String, Integer> positionsIn(ResultSetMetaData columns) throws SQLException {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            positions.putIfAbsent(columns.getColumnLabel(i), i);
        }
        return positions;
    }

    private static <T> void readInto(List<T> result, Row row, RowReader<T> reader, Damage damage)
            throws SQLException {
        try {
            result.add(reader.read(row));
        } catch (InvalidValueException | IllegalArgumentException e) {
            damage.found(row, e);
        }
    }

    <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... values)
            throws SQLException {
        return list(sql, reader, values).stream().findFirst();
    }

    /// The number in the only column of the only row.
    long number(String sql, @Nullable Object... values) throws SQLException {
        return first(sql, Row::number, values).orElse(0L);
    }

    private PreparedStatement prepared(String sql, @Nullable Object[] values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            makeRoom();
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        bind(statement, 1, values);
        return statement;
    }

    private void makeRoom() throws SQLException {
        if (statements.size() >= MAX_STATEMENTS) {
            forget(statements.keySet().iterator().next());
        }
    }

    /// Closes a statement that is too many, or that failed: the driver has closed that half
    /// already.
    private void forget(String sql) throws SQLException {
        PreparedStatement statement = statements.remove(sql);
        positions.remove(sql);
        if (statement != null) {
            statement.close();
        }
    }

    private static int bind(PreparedStatement statement, int first, @Nullable Object[] values)
            throws SQLException {
        int next = first;
        for (Object value : values) {
            if (value instanceof Object[] items) {
                next = bind(statement, next, items);
            } else {
                statement.setObject(next, plain(value));
                next++;
            }
        }
        return next;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case MessageId id -> MessageKey.of(id);
            case Instant instant -> Micros.of(instant);
            case Duration duration -> Micros.of(duration);
            case Enum<?> choice -> choice.name();
            case Boolean flag -> flag ? 1 : 0;
            case Target target -> target.toString();
            case ConversationId id -> id.value();
            case null, default -> value;
        };
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
        connection.close();
    }
}
