package dev.switchboard.adapter.out.persistence.embedded;

import java.sql.SQLException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens and shuts the database file, and remembers how it is. Through a shut gate nothing is read
/// and nothing written; a file in trouble stays open, for the trouble may pass.
final class StoreGate implements GroupCommit.Observer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreGate.class);

    private final SqliteFile file;
    private final Schema schema;
    private final ThreadFactory threads;
    private final Runnable forget;
    private final Checkpoints checkpoints;
    private final GroupCommit commit = new GroupCommit(this);
    private final GroupWriter writer;
    private final AtomicReference<State> state =
            new AtomicReference<>(new State.Shut("the database file is not open yet"));
    private volatile boolean closed;

    /// A gate that is still shut.
    ///
    /// @param threads makes platform threads
    /// @param maxQueued how many writes may wait for their group
    /// @param forget what to do when the file may not hold what was seen or written
    StoreGate(
            SqliteFile file, Schema schema, ThreadFactory threads, int maxQueued, Runnable forget) {
        this.file = file;
        this.schema = schema;
        this.threads = threads;
        this.forget = forget;
        this.checkpoints = new Checkpoints(file, threads);
        this.writer = new GroupWriter(commit, threads, maxQueued);
    }

    sealed interface State {

        /// In use.
        ///
        /// @param trouble what the last write that was refused met; null if there is room again
        record Open(Readers readers, @Nullable String trouble) implements State {}

        /// Not in use, for people to see why.
        record Shut(String reason) implements State {}
    }

    State state() {
        return state.get();
    }

    GroupWriter writer() {
        return writer;
    }

    /// How many transactions became durable: each took one `fsync`.
    long commits() {
        return commit.commits();
    }

    /// Begins to write, through the file if it can be used; else the state says why not.
    void start() {
        writer.start();
        open();
    }

    /// Opens the file if it is shut and can be used by now.
    void open() {
        if (closed || state.get() instanceof State.Open) {
            return;
        }
        try {
            schema.migrate(file);
            Sql sql = file.connectWriter();
            if (passes(sql)) {
                release(writer.exchange(sql));
                state.set(new State.Open(new Readers(file), null));
            }
        } catch (UnusableFileException e) {
            refuse(e.reason(), e);
        } catch (SQLException e) {
            refuse(reasonOf(e), e);
        }
    }

    private boolean passes(Sql sql) throws SQLException {
        try {
            schema.requireIndexes(sql);
            schema.requireMasterKey(sql);
            checkpoints.begin();
            new FileCheck(file, schema, threads).run(this::shut);
            return true;
        } catch (UnusableFileException e) {
            refuse(e.reason(), e);
        } catch (SQLException e) {
            refuse(reasonOf(e), e);
        }
        sql.close();
        return false;
    }

    private static String reasonOf(SQLException e) {
        SqliteTrouble trouble = SqliteTrouble.behind(e);
        return trouble == null ? "the database file cannot be used" : trouble.reason();
    }

    private void refuse(String reason, Exception cause) {
        State refused = new State.Shut(reason);
        if (!state.getAndSet(refused).equals(refused)) {
            LOG.error("The store is not usable: {}", reason, cause);
        }
    }

    /// Ends all use of the file until it is opened again.
    void shut(String reason) {
        if (state.get() instanceof State.Open) {
            LOG.error("The store is not usable any more: {}", reason);
            leave(reason);
        }
    }

    private void leave(String reason) {
        State before = state.getAndSet(new State.Shut(reason));
        release(writer.exchange(null));
        // whoever mends the file may put another one in its place
        forget.run();
        if (before instanceof State.Open(Readers readers, _)) {
            release(readers::close);
        }
        release(checkpoints::end);
    }

    /// A write as large as a message can be has become durable.
    ///
    /// @param before how the file was when it began: what was refused since then counts
    void recovered(State before) {
        if (before instanceof State.Open(Readers readers, String trouble)
                && trouble != null
                && state.compareAndSet(before, new State.Open(readers, null))) {
            LOG.info("The store can be written again");
        }
    }

    @Override
    public void acknowledged(Sql sql, int writes) {
        checkpoints.written(sql, writes);
    }

    @Override
    public void rolledBack() {
        forget.run();
    }

    @Override
    public void troubled(SqliteTrouble trouble) {
        if (trouble.lasting()) {
            // not here, in the middle of a group
            threads.newThread(() -> shut(trouble.reason())).start();
        } else if (state.get() instanceof State.Open open) {
            if (!trouble.reason().equals(open.trouble())) {
                LOG.error("The store cannot be written: {}", trouble.reason());
            }
            state.compareAndSet(open, new State.Open(open.readers(), trouble.reason()));
        }
    }

    /// Makes durable what waits, and closes the file. The last connection to be closed moves the
    /// write-ahead log into it.
    @Override
    public void close() {
        closed = true;
        writer.close();
        leave("the store is closed");
    }

    private static void release(@Nullable AutoCloseable resource) {
        if (resource == null) {
            return;
        }
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("The database file could not be closed properly", e);
        }
    }
}
