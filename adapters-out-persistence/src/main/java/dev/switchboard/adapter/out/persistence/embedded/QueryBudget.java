package dev.switchboard.adapter.out.persistence.embedded;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.sqlite.ProgressHandler;

/// Ends a query that has run for too long: no reader may hold a connection, or a core, for ever.
final class QueryBudget extends ProgressHandler {

    static final int SECONDS = 2;

    /// Steps of SQLite's machine between two looks at the time; some hundred microseconds.
    private static final int STEPS = 20_000;

    private final long began = System.nanoTime();

    private QueryBudget() {}

    static <T> T within(Sql sql, SqlTask<T> task) throws SQLException {
        ProgressHandler.setHandler(sql.connection(), STEPS, new QueryBudget());
        try {
            return task.run(sql);
        } finally {
            ProgressHandler.clearHandler(sql.connection());
        }
    }

    @Override
    protected int progress() {
        return System.nanoTime() - began > TimeUnit.SECONDS.toNanos(SECONDS) ? 1 : 0;
    }
}
