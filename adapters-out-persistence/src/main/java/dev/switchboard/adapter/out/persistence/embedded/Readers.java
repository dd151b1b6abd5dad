package dev.switchboard.adapter.out.persistence.embedded;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A few connections that only read, opened when they are first needed. They see what was committed
/// when a query begins, and never wait for the writer.
final class Readers {

    private static final int MAX_CONNECTIONS = 4;

    private final SqliteFile file;
    private final Semaphore permits = new Semaphore(MAX_CONNECTIONS, true);
    private final ConcurrentLinkedDeque<Sql> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Readers(SqliteFile file) {
        this.file = file;
    }

    /// @throws TimeoutException if all connections were busy for too long
    <T> T read(SqlTask<T> task) throws SQLException, TimeoutException, InterruptedException {
        if (!permits.tryAcquire(QueryBudget.SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("Too many queries are running");
        }
        try {
            return readOnOne(task);
        } finally {
            permits.release();
        }
    }

    private <T> T readOnOne(SqlTask<T> task) throws SQLException {
        Sql free = idle.pollFirst();
        Sql sql = free == null ? file.connectReader() : free;
        try {
            return QueryBudget.within(sql, task);
        } finally {
            idle.addFirst(sql);
            if (closed) {
                closeIdle();
            }
        }
    }

    /// Closes what is idle now, and the others when their queries end.
    void close() throws SQLException {
        closed = true;
        closeIdle();
    }

    private void closeIdle() throws SQLException {
        for (Sql sql = idle.pollFirst(); sql != null; sql = idle.pollFirst()) {
            sql.close();
        }
    }
}
