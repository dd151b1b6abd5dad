package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.domain.message.MessageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The columns of the row a query stands at, in our types.
record Row(ResultSet columns) {

    /// What names the row for people: its first column.
    String name() throws SQLException {
        return columns.getObject(1) instanceof byte[] id ? MessageKey.text(id) : text(1);
    }

    private String text(int column) throws SQLException {
        String text = columns.getString(column);
        return text == null ? "" : text;
    }

    boolean has(String column) throws SQLException {
        return columns.getObject(column) != null;
    }

    String text(String column) throws SQLException {
        return present(column, columns.getString(column));
    }

    @Nullable String textIfAny(String column) throws SQLException {
        return columns.getString(column);
    }

    long number(String column) throws SQLException {
        long number = columns.getLong(column);
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
        return present(column, columns.getBytes(column));
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
