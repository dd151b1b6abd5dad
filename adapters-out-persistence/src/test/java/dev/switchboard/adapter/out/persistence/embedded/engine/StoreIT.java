package dev.switchboard.adapter.out.persistence.embedded.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.out.persistence.format.NewerStoreException;
import dev.switchboard.adapter.out.persistence.keys.MasterKeyException;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

@Order(2)
class StoreIT {

    private static final byte[] COUNTER = bytes("counter");
    private static final StoreFault FULL = new StoreFault(false, "the disk is full");

    @TempDir Path folder;

    private final CompletableFuture<Integer> release = new CompletableFuture<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private OpenEngine open;

    @BeforeEach
    void open() {
        open = OpenEngine.in(folder.resolve("store"));
    }

    @AfterEach
    void close() {
        release.complete(0);
        open.close();
    }

    @Test
    void sharesOneCommitAmongAllWhoWaited() {
        long before = open.gate().commits();
        blockWriter();

        List<CompletableFuture<Integer>> waiting = submitMany(100);
        release.complete(0);
        waiting.forEach(CompletableFuture::join);

        assertThat(open.gate().commits() - before).isEqualTo(2);
        assertThat(counted()).isEqualTo(100);
    }

    /// Its changes may be in the caches of those who wrote.
    @Test
    void goesOnAfterAnErrorAndReportsThatAGroupWasLost() {
        AtomicInteger lost = new AtomicInteger();
        try (OpenEngine other =
                OpenEngine.in(folder.resolve("other"), OpenEngine.KEY_ID, lost::incrementAndGet)) {
            assertThatThrownBy(() ->
                            other.store()
                                    .write(_ -> {
                                        throw new InternalError("of a test");
                                    }))
                    .isInstanceOf(StoreUnavailableException.class);

            assertThat(other.store().<byte[]>write(_ -> COUNTER)).isEqualTo(COUNTER);
            assertThat(lost).hasPositiveValue();
        }
    }

    @Test
    void completesCallersInTheirOrder() {
        blockWriter();

        List<CompletableFuture<Integer>> waiting = submitMany(100);
        release.complete(0);

        assertThat(waiting)
                .extracting(CompletableFuture::join)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void keepsTheOthersOfAGroupInWhichOneFails() {
        blockWriter();

        CompletableFuture<Integer> first = submit(StoreIT::count);
        CompletableFuture<Integer> failing =
                submit(batch -> {
                    count(batch);
                    throw new IllegalStateException("on purpose");
                });
        CompletableFuture<Integer> last = submit(StoreIT::count);
        release.complete(0);

        assertThat(first.join()).isEqualTo(1);
        assertThat(last.join()).isEqualTo(2);
        assertThatThrownBy(failing::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void refusesAtOnceWhenTooManyWait() {
        blockWriter();
        List<CompletableFuture<Integer>> waiting = submitMany(OpenEngine.MAX_QUEUED);

        assertThatThrownBy(() -> open.store().write(StoreIT::count))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("Too many");
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void neverWritesWhatItsCallerHasGivenUp() {
        blockWriter();

        assertThatThrownBy(() -> open.store().write(StoreIT::count))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("in time");

        release.complete(0);
        assertThat(submit(StoreIT::count).join()).isOne();
    }

    @Test
    void tellsWhoeverDoesNotWaitThatItTookTooLong() {
        blockWriter();

        CompletableFuture<Integer> late = open.store().submit(StoreIT::count).toCompletableFuture();

        assertThatThrownBy(late::join).hasCauseInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void readsWithoutWaitingForTheWriter() {
        open.store().write(StoreIT::count);
        blockWriter();

        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void endsAQueryThatRunsForTooLong() {
        put("a");

        assertThatThrownBy(() -> open.store().search(StoreIT::forEver))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("took too long");
    }

    @Test
    void findsAfterItWasOpenedAgainWhatItStored() {
        open.store().write(StoreIT::count);
        put("a");

        open.close();
        open();

        assertThat(counted()).isEqualTo(1);
        assertThat(keys("a", "b")).containsExactly("a");
    }

    @Test
    void scansARangeInBothDirections() {
        put("a1", "a2", "a3", "b1");

        assertThat(keys("a", "b")).containsExactly("a1", "a2", "a3");
        assertThat(found(open, view -> view.scan(Table.AUDIT, bytes("a"))))
                .containsExactly("a1", "a2", "a3");
        assertThat(found(open, view -> view.scanBack(Table.AUDIT, bytes("a"), bytes("b"))))
                .containsExactly("a3", "a2", "a1");
    }

    @Test
    void deletesOneAndARange() {
        put("a1", "a2", "a3", "b1");

        open.store()
                .write(batch -> {
                    batch.deleteRange(Table.AUDIT, bytes("a2"), bytes("b"));
                    batch.put(Table.AUDIT, bytes("a3"), new byte[0]);
                    batch.delete(Table.AUDIT, bytes("a1"));
                    return 0;
                });

        assertThat(keys("a", "c")).containsExactly("a3", "b1");
    }

    /// RocksDB refuses such a range, and all later writes until it is reopened.
    @Test
    void deletesNothingOfARangeThatEndsWhereItBeginsOrBefore() {
        put("a1", "a2");

        open.store()
                .write(batch -> {
                    batch.deleteRange(Table.AUDIT, bytes("a2"), bytes("a"));
                    batch.deleteRange(Table.AUDIT, bytes("a1"), bytes("a1"));
                    return 0;
                });
        put("a3");

        assertThat(keys("a", "b")).containsExactly("a1", "a2", "a3");
    }

    @Test
    void copiesAllThatIsStored() {
        put("a");
        Path copy = folder.resolve("copy");

        open.store().copyTo(copy);
        put("b");

        try (OpenEngine copied = OpenEngine.in(copy)) {
            assertThat(found(copied, view -> view.scan(Table.AUDIT, bytes("a"))))
                    .containsExactly("a");
            assertThat(found(copied, view -> view.scan(Table.AUDIT, bytes("b")))).isEmpty();
        }
    }

    @Test
    void staysInTroubleHoweverSmallWritesGoUntilThereIsRoomForAMessage() throws Exception {
        Path inTheWay = Files.createDirectories(folder.resolve("room/taken"));
        open.gate().failed(FULL);

        put("a");
        open.store().recover();

        assertThat(open.gate().trouble()).isEqualTo("the disk is full");

        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        open.store().recover();

        assertThat(open.gate().trouble()).isNull();
        assertThat(keys("a", "b")).containsExactly("a");
        assertThat(found(open, view -> view.scan(Table.STORE, bytes("filler")))).isEmpty();
    }

    @Test
    void staysInTroubleThatCameWhileItRecovered() {
        open.gate().failed(FULL);
        StoreHandle.State before = open.gate().state();
        open.gate().failed(FULL);

        open.gate().recovered(before);

        assertThat(open.gate().trouble()).isEqualTo("the disk is full");
    }

    @Test
    void isNotUsedUnderAnotherMasterKey() {
        open.close();

        assertThatThrownBy(() -> OpenEngine.in(folder.resolve("store"), "another", () -> {}))
                .isInstanceOf(MasterKeyException.class);
    }

    @Test
    void refusesEverythingWhenItIsClosed() {
        open.close();

        assertThatThrownBy(() -> open.store().write(StoreIT::count))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(this::counted).isInstanceOf(StoreUnavailableException.class);
    }

    private void blockWriter() {
        CompletableFuture<Integer> blocked = new CompletableFuture<>();
        CompletableFuture<Integer> blocking =
                submit(batch -> {
                    batch.put(Table.STORE, bytes("blocked"), new byte[0]);
                    blocked.complete(0);
                    return release.join();
                });
        blocked.join();
        assertThat(blocking).isNotDone();
    }

    private List<CompletableFuture<Integer>> submitMany(int count) {
        return IntStream.range(0, count).mapToObj(_ -> submit(StoreIT::count)).toList();
    }

    private <T> CompletableFuture<T> submit(Batch.Write<T> task) {
        return open.gate().writer().submit(task).outcome();
    }

    private int counted() {
        return open.store().read(StoreIT::counter);
    }

    private static int count(Batch batch) {
        int next = counter(batch) + 1;
        batch.put(Table.STORE, COUNTER, new ByteWriter(4).int32(next).toBytes());
        return next;
    }

    private static int counter(RecordLookup records) {
        byte @Nullable [] stored = records.get(Table.STORE, COUNTER);
        return stored == null ? 0 : new ByteReader(stored).int32();
    }

    private void put(String... keys) {
        open.store()
                .write(batch -> {
                    for (String key : keys) {
                        batch.put(Table.AUDIT, bytes(key), new byte[0]);
                    }
                    return keys.length;
                });
    }

    private List<String> keys(String from, String until) {
        return found(open, view -> view.scan(Table.AUDIT, bytes(from), bytes(until)));
    }

    private static List<String> found(OpenEngine engine, View.Reading<Scan> scan) {
        return engine.store().<List<String>>read(view -> keys(scan.run(view)));
    }

    private static List<String> keys(Scan scan) {
        List<String> keys = new ArrayList<>();
        try (scan) {
            while (scan.next()) {
                keys.add(new String(scan.key(), UTF_8));
            }
        }
        return keys;
    }

    private static int forEver(View view) {
        try (Scan scan = view.scan(Table.AUDIT, bytes("a"))) {
            while (scan.skipTo(bytes("a"))) {
                assertThat(scan.key()).isNotEmpty();
            }
        }
        return 0;
    }

    @Test
    void isNotUsedAfterALaterVersionChangedItsFormat() {
        open.claimFormat(2);
        open.close();

        assertThatThrownBy(() -> OpenEngine.in(folder.resolve("store")))
                .isInstanceOf(NewerStoreException.class)
                .hasMessage(
                        "The store was written by a later version: it has format 2, and this"
                                + " version reads up to 1.");
    }

    @Test
    void isNotUsedAfterALaterVersionAddedATable() throws RocksDBException {
        open.close();
        addTable("later");

        assertThatThrownBy(() -> OpenEngine.in(folder.resolve("store")))
                .isInstanceOf(NewerStoreException.class)
                .hasMessageContaining("it has tables that this version does not know");
    }

    private void addTable(String name) throws RocksDBException {
        String path = folder.resolve("store").toString();
        List<ColumnFamilyDescriptor> known = new ArrayList<>();
        try (Options options = new Options()) {
            for (byte[] table : RocksDB.listColumnFamilies(options, path)) {
                known.add(new ColumnFamilyDescriptor(table));
            }
        }
        try (DBOptions options = new DBOptions();
                RocksDB database = RocksDB.open(options, path, known, new ArrayList<>());
                var _ = database.createColumnFamily(new ColumnFamilyDescriptor(bytes(name)))) {
            assertThat(database.isClosed()).isFalse();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
