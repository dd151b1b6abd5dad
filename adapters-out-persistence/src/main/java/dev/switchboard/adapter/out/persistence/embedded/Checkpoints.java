package dev.switchboard.adapter.out.persistence.embedded;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the write-ahead log moved into the database file: beside the writer, on a thread that lives
/// as long as that takes, so that no caller waits for it. Only a log that nevertheless grows, for
/// the writer never pauses, is finished by the writer itself, which then has little left to do.
final class Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    /// The disk is shared with the writer, so a large portion makes its callers wait; small ones
    /// move the same pages more often, which costs throughput where writes queue.
    private static final int WRITES_BETWEEN = 200;

    private static final int WRITES_BETWEEN_WHEN_BUSY = 1000;

    /// A message and what is recorded of those before it.
    private static final int SMALL_GROUP = 4;

    private static final long MAX_PAGES = 8192;

    private final SqliteFile file;
    private final ThreadFactory threads;
    private final AtomicBoolean running = new AtomicBoolean();
    private final ReentrantLock moving = new ReentrantLock();
    private @Nullable LogMover mover;
    private volatile boolean behind;
    private int writes;

    Checkpoints(SqliteFile file, ThreadFactory threads) {
        this.file = file;
        this.threads = threads;
    }

    /// The file is in use from now on.
    void begin() throws SQLException {
        moving.lock();
        try {
            mover = LogMover.open(file);
        } finally {
            moving.unlock();
        }
    }

    /// Called in the writer's thread when a group is durable and its callers know.
    void written(Sql writer, int group) {
        writes += group;
        if (behind && !running.get()) {
            writes = 0;
            behind = false;
            finish(writer);
        } else if (writes >= enough(group) && running.compareAndSet(false, true)) {
            writes = 0;
            threads.newThread(this::moveBesideTheWriter).start();
        }
    }

    private static int enough(int group) {
        return group <= SMALL_GROUP ? WRITES_BETWEEN : WRITES_BETWEEN_WHEN_BUSY;
    }

    private void finish(Sql writer) {
        try {
            LogMover.move(writer);
        } catch (SQLException e) {
            // what is wrong with the disk shows in the next write
            LOG.debug("No checkpoint for now", e);
        }
    }

    private void moveBesideTheWriter() {
        moving.lock();
        try {
            behind = mover != null && mover.move() > MAX_PAGES;
        } catch (SQLException | IOException e) {
            behind = false;
            LOG.debug("No checkpoint for now", e);
        } finally {
            moving.unlock();
            running.set(false);
        }
    }

    /// Returns when nothing is being moved any more. Every other connection must be closed.
    void end() throws SQLException, IOException {
        moving.lock();
        try {
            if (mover != null) {
                mover.close();
            }
        } finally {
            mover = null;
            moving.unlock();
        }
    }
}
