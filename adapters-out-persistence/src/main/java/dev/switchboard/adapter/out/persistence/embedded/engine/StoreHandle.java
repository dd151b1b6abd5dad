package dev.switchboard.adapter.out.persistence.embedded.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.keys.MasterKeyException;
import dev.switchboard.application.port.out.store.StoreHealth;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens and shuts the store, and remembers how it is. Through a shut gate nothing is read and
/// nothing written; a store in trouble stays open for readers, for the trouble may pass.
public final class StoreHandle implements GroupWriter.Observer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreHandle.class);
    private static final String ROOM = "room";

    private final Path directory;
    private final long memory;
    private final Format format;
    private final BodySeal.Settings sealing;
    private final ThreadFactory threads;
    private final Runnable forget;
    private final GroupWriter writer;
    private final ReentrantLock opening = new ReentrantLock();
    private final AtomicReference<State> state =
            new AtomicReference<>(new State.Shut("the store is not open yet"));
    private volatile boolean closed;

    /// A gate that is still shut.
    ///
    /// @param directory of RocksDB's files alone
    /// @param memory for its caches, in bytes
    /// @param masterKeyIds names the keys under which its secrets may have been encrypted; that of
    ///   new ones first
    /// @param sealing of what people said
    /// @param threads makes platform threads
    /// @param maxQueued how many writes may wait for their group
    /// @param forget what to do when the store may not hold what was seen or written
    public StoreHandle(
            Path directory,
            long memory,
            List<String> masterKeyIds,
            BodySeal.Settings sealing,
            ThreadFactory threads,
            int maxQueued,
            Runnable forget) {
        this.directory = directory;
        this.memory = memory;
        this.format = new Format(masterKeyIds);
        this.sealing = sealing;
        this.threads = threads;
        this.forget = forget;
        this.writer = new GroupWriter(this, threads, maxQueued);
    }

    sealed interface State {

        /// In use.
        ///
        /// @param trouble what the last write that was refused met; null if there is room again
        record Open(Engine engine, @Nullable String trouble) implements State {}

        /// Not in use, for people to see why.
        record Shut(String reason) implements State {}
    }

    State state() {
        return state.get();
    }

    GroupWriter writer() {
        return writer;
    }

    /// How many groups became durable: each took one `fsync`.
    public long commits() {
        return writer.commits();
    }

    /// How many writes those were.
    public long writes() {
        return writer.writes();
    }

    /// What keeps the store from being used, null if nothing does.
    public @Nullable String trouble() {
        return switch (state.get()) {
            case State.Shut(String reason) -> reason;
            case State.Open(_, String trouble) -> trouble;
        };
    }

    /// Begins to write, if the store can be used; else the state says why not.
    ///
    /// @throws MasterKeyException if it never can be, with the key that was given
    public void start() {
        writer.start();
        opening.lock();
        try {
            openShut(null);
        } finally {
            opening.unlock();
        }
    }

    /// Opens the store if it is shut and can be used by now, and opens it anew if it could not be
    /// written and there is room again: after an error RocksDB trusts no file that it has open. It
    /// stays in trouble until it has [recovered][#recovered].
    ///
    /// @return whether it is open and there is room on its disk
    boolean open() {
        opening.lock();
        try {
            String trouble = trouble();
            if (closed || trouble == null) {
                return !closed;
            }
            if (state.get() instanceof State.Open) {
                if (!hasRoom()) {
                    return false;
                }
                leave(trouble);
            }
            openShut(trouble);
            return state.get() instanceof State.Open;
        } finally {
            opening.unlock();
        }
    }

    private void openShut(@Nullable String trouble) {
        Engine engine;
        try {
            engine = Engine.open(directory, memory, sealing);
        } catch (EngineException e) {
            refuse(e.trouble().reason(), e);
            return;
        }
        try {
            format.require(engine);
            new FileCheck(engine, threads).run(this::shut);
            writer.exchange(engine);
            state.set(new State.Open(engine, trouble));
        } catch (EngineException e) {
            release(engine);
            refuse(e.trouble().reason(), e);
        } catch (MasterKeyException e) {
            release(engine);
            throw e;
        }
    }

    /// Asks for more than nothing, for a disk may have just enough for that.
    private boolean hasRoom() {
        Path probe = directory.resolveSibling(ROOM);
        try {
            try (FileChannel file =
                    FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                ByteBuffer zeros = ByteBuffer.allocate(StoreHealth.LARGEST_MESSAGE);
                while (zeros.hasRemaining()) {
                    file.write(zeros);
                }
                file.force(true);
            } finally {
                Files.deleteIfExists(probe);
            }
            return true;
        } catch (IOException e) {
            LOG.debug("There is still no room", e);
            return false;
        }
    }

    private void refuse(String reason, Exception cause) {
        State refused = new State.Shut(reason);
        if (!state.getAndSet(refused).equals(refused)) {
            LOG.error("The store is not usable: {}", reason, cause);
        }
    }

    /// Ends all use of the store until it is opened again.
    void shut(String reason) {
        opening.lock();
        try {
            if (state.get() instanceof State.Open) {
                LOG.error("The store is not usable any more: {}", reason);
                leave(reason);
            }
        } finally {
            opening.unlock();
        }
    }

    private void leave(String reason) {
        State before = state.getAndSet(new State.Shut(reason));
        writer.exchange(null);
        // whoever mends the files may put others in their place
        forget.run();
        if (before instanceof State.Open(Engine engine, _)) {
            release(engine);
        }
    }

    /// A write as large as a message can be has become durable.
    ///
    /// @param before how the store was when it began: what was refused since then counts
    void recovered(State before) {
        if (before instanceof State.Open(Engine engine, String trouble)
                && trouble != null
                && state.compareAndSet(before, new State.Open(engine, null))) {
            LOG.info("The store can be written again");
        }
    }

    @Override
    public void rolledBack() {
        forget.run();
    }

    @Override
    public void troubled(StoreFault trouble) {
        if (trouble.lasting()) {
            // not here, in the middle of a group or of a query
            threads.newThread(() -> shut(trouble.reason())).start();
        } else if (state.get() instanceof State.Open open) {
            if (!trouble.reason().equals(open.trouble())) {
                LOG.error("The store cannot be written: {}", trouble.reason());
            }
            state.compareAndSet(open, new State.Open(open.engine(), trouble.reason()));
        }
    }

    /// Makes durable what waits, and closes the store.
    @Override
    public void close() {
        closed = true;
        writer.close();
        opening.lock();
        try {
            leave("the store is closed");
        } finally {
            opening.unlock();
        }
    }

    private static void release(Engine engine) {
        try {
            engine.close();
        } catch (EngineException e) {
            LOG.warn("The store could not be closed properly", e);
        }
    }

    /// What the store says of itself: how its records are laid out, and which key its secrets need.
    ///
    /// @param masterKeyIds names the keys under which its secrets may have been encrypted
    private record Format(List<String> masterKeyIds) {

        /// Rises when a record of an older layout cannot be read as it is any more.
        private static final int VERSION = 1;

        private static final byte[] VERSION_KEY = "version".getBytes(UTF_8);

        /// Marks a new store as ours, and checks one that is not new. A key under which new secrets
        /// are encrypted is needed from then on, until all are encrypted under another one.
        ///
        /// @throws EngineException if its files are not for this hub to use
        /// @throws MasterKeyException if its secrets are not
        void require(Engine engine) {
            byte @Nullable [] version = engine.get(Table.STORE, VERSION_KEY);
            if (version == null) {
                mark(engine);
            } else if (new ByteReader(version).octet() > VERSION) {
                throw new EngineException(
                        new StoreFault(true, "the store was written by a later version"));
            }
            List<String> needed = MasterKeyMark.of(engine);
            if (needed.isEmpty() || !masterKeyIds.containsAll(needed)) {
                throw new MasterKeyException(
                        "The secrets in the store were encrypted under another master key than the one given.");
            }
            if (!needed.contains(masterKeyIds.getFirst())) {
                Batch batch = new Batch(engine);
                List<String> all = new ArrayList<>(needed);
                all.addFirst(masterKeyIds.getFirst());
                MasterKeyMark.put(batch, all);
                engine.write(batch);
            }
        }

        private void mark(Engine engine) {
            Batch batch = new Batch(engine);
            batch.put(Table.STORE, VERSION_KEY, new byte[] {VERSION});
            MasterKeyMark.put(batch, List.of(masterKeyIds.getFirst()));
            engine.write(batch);
        }
    }
}
