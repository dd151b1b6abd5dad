package dev.switchboard.adapter.out.persistence.embedded;

import java.sql.SQLException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves what the write-ahead log holds into the database file: beside the writer, on a thread that
/// lives as long as that takes, so that no caller waits for it. Only a log that nevertheless grows,
/// for the writer never pauses, is finished by the writer itself, which then has little left to do.
final class Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int WRITES_BETWEEN = 1000;
    private static final long MAX_PAGES = 8192;
    private static final String CHECKPOINT = "PRAGMA wal_checkpoint(PASSIVE)";

    private final SqliteFile file;
    private final ThreadFactory threads;
    private final AtomicBoolean running = new AtomicBoolean();
    private final ReentrantLock moving = new ReentrantLock();
    private boolean closed;
    private volatile boolean behind;
    private int writes;

    Checkpoints(SqliteFile file, ThreadFactory threads) {
        this.file = file;
        this.threads = threads;
    }

    /// Called in the writer's thread when a group is durable and its callers know.
    void written(Sql writer, int group) {
        writes += group;
        if (behind && !running.get()) {
            writes = 0;
            behind = false;
            move(writer);
        } else if (writes >= WRITES_BETWEEN && running.compareAndSet(false, true)) {
            writes = 0;
            threads.newThread(this::moveBesideTheWriter).start();
        }
    }

    private void moveBesideTheWriter() {
        moving.lock();
        try {
            behind = !closed && moveOverItsOwnConnection() > MAX_PAGES;
        } finally {
            moving.unlock();
            running.set(false);
        }
    }

    private long moveOverItsOwnConnection() {
        try (Sql sql = file.connectWriter()) {
            return move(sql);
        } catch (SQLException e) {
            LOG.warn("No checkpoint for now", e);
            return 0;
        }
    }

    /// Returns when nothing is being moved any more.
    void close() {
        moving.lock();
        try {
            closed = true;
        } finally {
            moving.unlock();
        }
    }

    /// Moves what can be moved without anybody waiting, and says how many pages the log has.
    private static long move(Sql sql) {
        try {
            return sql.first(CHECKPOINT, row -> row.number("log")).orElse(0L);
        } catch (SQLException e) {
            // what is wrong with the disk shows in the next write
            LOG.debug("No checkpoint for now", e);
            return 0;
        }
    }
}
