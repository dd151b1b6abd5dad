package dev.switchboard.adapter.out.persistence.embedded.engine;

import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// An open RocksDB. Each write is in the synced log when it returns.
final class Engine implements RecordLookup, AutoCloseable {

    /// The most concurrent readers; enough even if all of them wait for a disk.
    private static final int READERS = 64;

    /// Bytes before the changes of a batch in RocksDB's log.
    private static final int HEADER = 12;

    private final Path directory;
    private final RocksSettings tuning;
    private final RocksDB database;
    private final Map<Table, Family> tables = new EnumMap<>(Table.class);
    private final BodySeal seal;
    private final SealedWords words;

    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final Semaphore readers = new Semaphore(READERS);
    private volatile boolean closed;
    private volatile boolean scrubbing;

    private Engine(
            Path directory,
            RocksSettings tuning,
            BodySeal.Settings sealing,
            RocksDB database,
            List<ColumnFamilyHandle> handles) {
        this.directory = directory;
        this.tuning = tuning;
        this.database = database;
        Iterator<ColumnFamilyHandle> inTheirOrder = handles.iterator();
        for (Table table : Table.values()) {
            ColumnFamilyHandle handle = inTheirOrder.next();
            tables.put(table, new Family(handle, handle.getID()));
        }
        this.seal = new BodySeal(sealing, new DayKeys(this));
        this.words = new SealedWords(seal);
    }

    /// A column family.
    ///
    /// @param number its number in RocksDB's log
    private record Family(ColumnFamilyHandle handle, int number) {}

    /// @param memory in bytes, see [RocksSettings]
    /// @throws EngineException if the files cannot be used
    static Engine open(Path directory, long memory, BodySeal.Settings sealing) {
        RocksSettings tuning = new RocksSettings(memory);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            Files.createDirectories(directory);
            LogCheck.run(directory);
            DBOptions options = tuning.database();
            RocksDB database =
                    RocksDB.open(options, directory.toString(), tuning.families(), handles);
            return new Engine(directory, tuning, sealing, database, handles);
        } catch (RocksDBException e) {
            tuning.close();
            throw new EngineException(e);
        } catch (IOException e) {
            tuning.close();
            throw new EngineException(StoreFault.behind(e), e);
        }
    }

    /// Runs a task while keeping the engine open.
    <T> T use(Function<Engine, T> task) {
        try {
            if (!readers.tryAcquire(Budget.SECONDS, TimeUnit.SECONDS)) {
                throw new StoreUnavailableException("Too many queries are running");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting for the store", e);
        }
        try {
            if (closed) {
                throw new StoreUnavailableException("Nothing can be read: the store is not open");
            }
            return task.apply(this);
        } finally {
            readers.release();
        }
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) {
        byte @Nullable [] stored = stored(table, key);
        return stored == null ? null : words.opened(table, key, stored);
    }

    /// The value as stored, encrypted or not.
    byte @Nullable [] stored(Table table, byte[] key) {
        try {
            return database.get(handle(table), key);
        } catch (RocksDBException e) {
            throw new EngineException(e);
        }
    }

    /// A `get` of an absent key costs an exception in the driver's native code.
    @Override
    public byte @Nullable [] probe(Table table, byte[] key) {
        return database.keyMayExist(handle(table), key, null) ? get(table, key) : null;
    }

    Scan scan(Table table, byte[] from, byte[] until, boolean ascending, Budget budget) {
        return new Scan(
                options -> database.newIterator(handle(table), options),
                from,
                until,
                ascending,
                budget,
                (key, value) -> words.opened(table, key, value));
    }

    /// Makes all changes durable, or none. Only one thread may write.
    ///
    /// @throws EngineException if it is not known whether they are durable
    void write(Batch batch) {
        List<Batch.Change> changes = batch.changes();
        if (changes.isEmpty()) {
            return;
        }
        try (WriteBatch all = new WriteBatch(encoded(changes))) {
            database.write(synced, all);
        } catch (RocksDBException e) {
            throw new EngineException(e);
        }
    }

    /// The changes in the form of RocksDB's log: one array instead of one native call per change.
    private byte[] encoded(List<Batch.Change> changes) {
        int most = HEADER;
        for (Batch.Change change : changes) {
            most += change.most();
        }
        ByteWriter all = new ByteWriter(most).int64(0).int32(Integer.reverseBytes(changes.size()));
        for (Batch.Change change : changes) {
            all.octet(change.kind.tag).number(family(change.table).number()).block(change.key);
            if (change.bytes != null) {
                all.block(change.words ? words.closed(change) : change.bytes);
            }
        }
        return all.toBytes();
    }

    /// Drops a day's key, which no longer exists.
    void forget(LocalDate day) {
        seal.forget(day);
    }

    /// See [Store#scrub]. Flushes everything in memory first: the log has the changes of all
    /// tables, and is dropped once none needs it. Compacts whole tables only, because RocksDB's own
    /// log quotes the bounds of a partial compaction.
    ///
    /// @throws EngineException also if the engine is closed meanwhile
    void scrub(Set<Table> scrubbed) {
        List<ColumnFamilyHandle> all = tables.values().stream().map(Family::handle).toList();
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true);
                CompactRangeOptions anew =
                        new CompactRangeOptions()
                                .setExclusiveManualCompaction(false)
                                .setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
            scrubbing = true;
            database.flush(flush, all);
            for (Table table : scrubbed) {
                database.compactRange(handle(table), null, null, anew);
            }
        } catch (RocksDBException e) {
            throw new EngineException(e);
        } finally {
            scrubbing = false;
        }
    }

    /// Copies everything written so far into a new directory, by hard links: it takes no time and,
    /// at first, no space.
    void checkpoint(Path copy) {
        try (Checkpoint checkpoint = Checkpoint.create(database)) {
            checkpoint.createCheckpoint(copy.toString());
        } catch (RocksDBException e) {
            throw new EngineException(e);
        }
    }

    /// The names of the tables' files.
    List<String> files() {
        return use(_ ->
                database.getLiveFilesMetaData().stream()
                        .map(LiveFileMetaData::fileName)
                        .map(name -> name.substring(name.lastIndexOf('/') + 1))
                        .toList());
    }

    /// Reads a whole file and checks it for damage; a file that was dropped meanwhile counts as
    /// sound.
    ///
    /// @throws EngineException if it is damaged
    void verify(String file) {
        Path path = directory.resolve(file);
        try (Options options = new Options();
                SstFileReader reader = new SstFileReader(options)) {
            reader.open(path.toString());
            reader.verifyChecksum();
        } catch (RocksDBException e) {
            if (files().contains(file)) {
                StoreFault fault = StoreFault.behind(e);
                throw fault.lasting()
                        ? new EngineException(StoreFault.damaged(file), e)
                        : new EngineException(e);
            }
        }
    }

    private ColumnFamilyHandle handle(Table table) {
        return family(table).handle();
    }

    private Family family(Table table) {
        Family family = tables.get(table);
        if (family == null) {
            throw new IllegalStateException("There is no table " + table);
        }
        return family;
    }

    /// Returns after the last reader has finished. There must be no writer.
    @Override
    public void close() {
        closed = true;
        if (scrubbing) {
            // The caller of the scrub retries it.
            database.cancelAllBackgroundWork(false);
        }
        readers.acquireUninterruptibly(READERS);
        try {
            tables.values().forEach(family -> family.handle().close());
            database.closeE();
        } catch (RocksDBException e) {
            throw new EngineException(e);
        } finally {
            synced.close();
            tuning.close();
            readers.release(READERS);
        }
    }
}
