package dev.switchboard.adapter.out.persistence.embedded;

import java.sql.SQLException;

/// Makes one value of one row. Throws [IllegalArgumentException] or
/// [dev.switchboard.domain.InvalidValueException] if the row cannot have been written by us.
@FunctionalInterface
interface RowReader<T> {

    T read(Row row) throws SQLException;
}
