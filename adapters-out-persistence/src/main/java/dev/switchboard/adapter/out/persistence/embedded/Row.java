package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.domain.message.MessageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The columns of the row a query stands at, in our types.
///
/// @param positions where each column stands, by its name; the driver would look for it in every
///   row
record Row(ResultSet columns, Map<String, Integer> positions) {

    /// What names the row for people: its first column.
    String name() throws SQLException {
        return columns.getObject(1) instanceof byte[] id ? MessageKey.text(id) : text(1);
    }

    private String text(int column) throws SQLException {
        String text = columns.getString(column);
        return text == null ? "" : text;
    }

    /// The number in the first column.
    long number() throws SQLException {
        return columns.getLong(1);
    }

    private int at(String column) {
        Integer position = positions.get(column);
        if (position == null) {
            throw new IllegalStateException("No column " + column);
        }
        return position;
    }

    boolean has(String column) throws SQLException {
        return columns.getObject(at(column)) != null;
    }

    String text(String column) throws SQLException {
        return present(column, columns.getString(at(column)));
    }

    @Nullable String textIfAny(String column) throws SQLException {
        return columns.getString(at(column));
    }

    long number(String column) throws SQLException {
        long number = columns.getLong(at(column));
        if (number == 0 && columns.wasNull()) {
            throw missing(column);
        }
        return number;
    }

    int count(String column) throws SQLException {
        return Math.toIntExact(number(column));
    }

    @Nullable Integer countIfAny(String column) throws SQLException {
        return has(column) ? (Integer) count(column) : null;
    }

    boolean flag(String column) throws SQLException {
        return number(column) != 0;
    }

    Instant instant(String column) throws SQLException {
        return Micros.instant(number(column));
    }

    @Nullable Instant instantIfAny(String column) throws SQLException {
        return has(column) ? instant(column) : null;
    }

    Duration duration(String column) throws SQLException {
        return Micros.duration(number(column));
    }

    byte[] bytes(String column) throws SQLException {
        return present(column, columns.getBytes(at(column)));
    }

    MessageId messageId(String column) throws SQLException {
        return MessageKey.id(bytes(column));
    }

    @Nullable MessageId messageIdIfAny(String column) throws SQLException {
        return has(column) ? messageId(column) : null;
    }

    <E extends Enum<E>> E choice(Class<E> choices, String column) throws SQLException {
        return Enum.valueOf(choices, text(column));
    }

    private static <T> T present(String column, @Nullable T value) {
        if (value == null) {
            throw missing(column);
        }
        return value;
    }

    private static IllegalArgumentException missing(String column) {
        return new IllegalArgumentException(column + " is missing");
    }
}
