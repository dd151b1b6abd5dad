package dev.switchboard.adapter.out.persistence.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;

/// Moves what the write-ahead log holds into the database file, over a connection of its own.
///
/// SQLite syncs the file only when a checkpoint reaches the end of the log, which it never does
/// beside a busy writer. What is moved is synced here all the same, so that little is left to sync
/// for the writer that finishes the log while its callers wait.
final class LogMover implements AutoCloseable {

    private static final String CHECKPOINT = "PRAGMA wal_checkpoint(PASSIVE)";

    private final Sql sql;
    private final FileChannel moved;

    private LogMover(Sql sql, FileChannel moved) {
        this.sql = sql;
        this.moved = moved;
    }

    static LogMover open(SqliteFile file) throws SQLException {
        Sql sql = file.connectWriter();
        try {
            return new LogMover(sql, FileChannel.open(file.path(), StandardOpenOption.WRITE));
        } catch (IOException e) {
            sql.close();
            throw new SQLException("The database file cannot be opened", e);
        }
    }

    /// Moves what can be moved without anybody waiting, and says how many pages the log has.
    long move() throws SQLException, IOException {
        long pages = move(sql);
        moved.force(false);
        return pages;
    }

    /// The same over the writer's connection, which moves everything, for nobody writes meanwhile.
    static long move(Sql sql) throws SQLException {
        return sql.first(CHECKPOINT, row -> row.number("log")).orElse(0L);
    }

    /// To be called when every other connection is closed: closing the channel ends all locks that
    /// this process has on the file.
    @Override
    public void close() throws SQLException, IOException {
        try (moved) {
            sql.close();
        }
    }
}
