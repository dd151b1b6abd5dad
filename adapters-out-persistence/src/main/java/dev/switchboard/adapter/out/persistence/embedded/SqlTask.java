package dev.switchboard.adapter.out.persistence.embedded;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What a caller wants done on a connection that somebody else owns.
@FunctionalInterface
interface SqlTask<T extends @Nullable Object> {

    T run(Sql sql) throws SQLException;
}
