package dev.switchboard.adapter.out.persistence.embedded.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.persistence.format.NewerStoreException;
import dev.switchboard.adapter.out.persistence.format.StoreFormat;
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

/// Opens and closes the store and tracks its state. A closed store is neither read nor written. A
/// store in trouble stays open for readers, because the trouble may pass.
public final class StoreHandle implements GroupWriter.Observer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreHandle.class);
    private static final String ROOM = "room";

    private final Path directory;
    private final long memory;
    private final Marks marks;
    private final BodySeal.Settings sealing;
    private final ThreadFactory threads;
    private final Runnable forget;
    private final GroupWriter writer;
    private final ReentrantLock opening = new ReentrantLock();
    private final AtomicReference<State> state =
            new AtomicReference<>(new State.Shut("the store is not open yet"));
    private volatile boolean closed;

    /// A handle to a store that is still closed.
    ///
    /// @param directory holds RocksDB's files and nothing else
    /// @param memory for RocksDB's caches, in bytes
    /// @param masterKeyIds the ids of the keys that secrets may be encrypted with; the key for new
    ///   secrets first
    /// @param sealing the settings for encrypting people's words
    /// @param threads makes platform threads
    /// @param maxQueued how many writes may wait for their group
    /// @param forget called when the store may lack data that was read or written before
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
        this.marks = new Marks(masterKeyIds);
        this.sealing = sealing;
        this.threads = threads;
        this.forget = forget;
        this.writer = new GroupWriter(this, threads, maxQueued);
    }

    sealed interface State {

        /// In use.
        ///
        /// @param trouble the reason why the last write was refused; null if writes succeed
        record Open(Engine engine, @Nullable String trouble) implements State {}

        /// Closed.
        ///
        /// @param reason shown to operators
        record Shut(String reason) implements State {}
    }

    State state() {
        return state.get();
    }

    GroupWriter writer() {
        return writer;
    }

    /// The number of groups made durable; each took one `fsync`.
    public long commits() {
        return writer.commits();
    }

    /// The number of writes in those groups.
    public long writes() {
        return writer.writes();
    }

    /// The reason why the store cannot be used; null if it can.
    public @Nullable String trouble() {
        return switch (state.get()) {
            case State.Shut(String reason) -> reason;
            case State.Open(_, String trouble) -> trouble;
        };
    }

    /// Starts the writer and opens the store. If it cannot be used, the state has the reason.
    ///
    /// @throws MasterKeyException if it can never be used with the given master key
    /// @throws NewerStoreException if it can never be used by this version
    public void start() {
        writer.start();
        opening.lock();
        try {
            openShut(null);
        } finally {
            opening.unlock();
        }
    }

    /// Opens a closed store if it can be used by now, and reopens an unwritable one once the disk
    /// has room: after an error RocksDB does not trust the files that it has open. The store stays
    /// in trouble until it has [recovered][#recovered].
    ///
    /// @return whether it is open and its disk has room
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
            if (e.trouble().equals(StoreFault.NEWER)) {
                throw StoreFormat.EMBEDDED.unknownTables(e);
            }
            refuse(e.trouble().reason(), e);
            return;
        }
        try {
            marks.require(engine);
            new FileCheck(engine, threads).run(this::shut);
            writer.exchange(engine);
            state.set(new State.Open(engine, trouble));
        } catch (EngineException e) {
            release(engine);
            refuse(e.trouble().reason(), e);
        } catch (MasterKeyException | NewerStoreException e) {
            release(engine);
            throw e;
        }
    }

    /// Writes as much as the largest message: the disk may have room for a little.
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

    /// Stops all use of the store until it is reopened.
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
        // The files may be replaced while the store is closed.
        forget.run();
        if (before instanceof State.Open(Engine engine, _)) {
            release(engine);
        }
    }

    /// Called when a write as large as the largest message has become durable.
    ///
    /// @param before the state when that write began: a write refused since then still counts
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
    public void failed(StoreFault trouble) {
        if (trouble.lasting()) {
            // In another thread: this one is in the middle of a group or query.
            threads.newThread(() -> shut(trouble.reason())).start();
        } else if (state.get() instanceof State.Open open) {
            if (!trouble.reason().equals(open.trouble())) {
                LOG.error("The store cannot be written: {}", trouble.reason());
            }
            state.compareAndSet(open, new State.Open(open.engine(), trouble.reason()));
        }
    }

    /// Makes waiting writes durable and closes the store.
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
            LOG.warn("The store could not be closed properly: {}", e.getMessage());
            LOG.debug("The store could not be closed properly", e);
        }
    }

    /// The store's own marks: its format, and the master keys that its secrets need.
    ///
    /// @param masterKeyIds the ids of the keys that secrets may be encrypted with
    private record Marks(List<String> masterKeyIds) {

        private static final StoreFormat FORMAT = StoreFormat.EMBEDDED;
        private static final byte[] FORMAT_KEY = "version".getBytes(UTF_8);

        /// Marks a new store as ours, and checks an existing one. A key that encrypts new secrets
        /// is needed until all secrets are encrypted with another one.
        ///
        /// @throws NewerStoreException if this version cannot read the store
        /// @throws MasterKeyException if this hub cannot decrypt its secrets
        void require(Engine engine) {
            byte @Nullable [] format = engine.get(Table.STORE, FORMAT_KEY);
            if (format == null) {
                mark(engine);
            } else {
                FORMAT.requireReadable(new ByteReader(format).octet());
            }
            List<String> needed = EmbeddedMasterKeyMark.of(engine);
            if (needed.isEmpty() || !masterKeyIds.containsAll(needed)) {
                throw new MasterKeyException(
                        "The secrets in the store were encrypted under another master key than the one given.");
            }
            if (!needed.contains(masterKeyIds.getFirst())) {
                Batch batch = new Batch(engine);
                List<String> all = new ArrayList<>(needed);
                all.addFirst(masterKeyIds.getFirst());
                EmbeddedMasterKeyMark.put(batch, all);
                engine.write(batch);
            }
        }

        private void mark(Engine engine) {
            Batch batch = new Batch(engine);
            batch.put(Table.STORE, FORMAT_KEY, new byte[] {(byte) FORMAT.number()});
            EmbeddedMasterKeyMark.put(batch, List.of(masterKeyIds.getFirst()));
            engine.write(batch);
        }
    }
}
