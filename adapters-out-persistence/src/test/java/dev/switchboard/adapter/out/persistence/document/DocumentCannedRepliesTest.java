package dev.switchboard.adapter.out.persistence.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.application.port.out.canned.CannedReplies.Outcome;
import dev.switchboard.application.port.out.canned.CannedRepliesContract;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.canned.CannedReply;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentCannedRepliesTest implements CannedRepliesContract {

    private final MemoryDocumentTable table = new MemoryDocumentTable(TableForm.CANNED_REPLIES);
    private final CannedReplies replies = new DocumentCannedReplies(table);

    @Override
    public CannedReplies replies() {
        return replies;
    }

    private static CannedReply saying(String shortcut, long version, String text) {
        return new CannedReply(SHARED, shortcut, version, "Title", text, List.of(), null);
    }

    /// A table whose hub stops after some writes.
    ///
    /// @param scanned happens after the next scan
    private record Stopping(DocumentTable table, AtomicInteger writes, Queue<Runnable> scanned)
            implements DocumentTable {

        static CannedReplies after(int writes, DocumentTable table) {
            return new DocumentCannedReplies(
                    new Stopping(table, new AtomicInteger(writes), new ArrayDeque<>()));
        }

        @Override
        public List<Document> find(Collection<String> ids) {
            return table.find(ids);
        }

        @Override
        public List<Document> all() {
            return table.all();
        }

        @Override
        public List<Document> scan(TableForm.Index index, Range range, int limit) {
            List<Document> found = table.scan(index, range, limit);
            Stream.ofNullable(scanned.poll()).forEach(Runnable::run);
            return found;
        }

        @Override
        public DocumentTable.Outcome write(Change change) {
            if (writes.getAndDecrement() == 0) {
                throw new StoreUnavailableException("stopped");
            }
            return table.write(change);
        }

        @Override
        public void amend(List<? extends Amendment> amendments) {
            table.amend(amendments);
        }
    }

    /// One write is the load, two put its replies in their places, and the last empties it.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void savesAllOrNoneOfManyIfTheHubStops(int writes) {
        replies.insert(saying("hello", 1, "Before"));
        List<CannedReply> many = List.of(saying("bye", 1, "After"), saying("hello", 2, "After"));
        CannedReplies stopping = Stopping.after(writes, table);

        if (writes == 0) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> stopping.saveAll(SHARED, many));
        } else {
            assertThat(stopping.saveAll(SHARED, many)).isEqualTo(Outcome.DONE);
        }

        List<CannedReply> there = writes == 0 ? List.of(saying("hello", 1, "Before")) : many;
        assertThat(replies.of(SHARED, 10)).isEqualTo(there);
        assertThat(replies.of(SHARED, 1)).isEqualTo(there.subList(0, 1));
        assertThat(replies.insert(saying("third", 1, "Text"))).isEqualTo(Outcome.DONE);
        assertThat(replies.of(SHARED, 10)).hasSize(there.size() + 1).containsAll(there);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void changesWhatAStoppedHubLeftBehind(int writes) {
        List<CannedReply> many = List.of(saying("bye", 1, "After"), saying("hello", 1, "After"));
        assertThat(Stopping.after(writes, table).saveAll(SHARED, many)).isEqualTo(Outcome.DONE);

        assertThat(replies.remove(SHARED, "hello")).isEqualTo(Outcome.DONE);
        assertThat(replies.replace(saying("bye", 2, "Later"), 1)).isEqualTo(Outcome.DONE);
        assertThat(replies.of(SHARED, 10)).containsExactly(saying("bye", 2, "Later"));
        assertThat(replies.saveAll(SHARED, List.of(saying("hello", 1, "New"))))
                .isEqualTo(Outcome.DONE);
        assertThat(replies.of(SHARED, 10))
                .containsExactly(saying("bye", 2, "Later"), saying("hello", 1, "New"));
    }

    @Test
    void showsAllOrNoneOfManyWhileTheyArePutInPlace() {
        List<CannedReply> many = List.of(saying("bye", 1, "Text"), saying("hello", 1, "Text"));
        Stopping.after(2, table).saveAll(SHARED, many);
        Queue<Runnable> scanned =
                new ArrayDeque<>(List.of(() -> replies.insert(saying("third", 1, "Text"))));
        CannedReplies reader =
                new DocumentCannedReplies(
                        new Stopping(table, new AtomicInteger(Integer.MAX_VALUE), scanned));

        assertThat(reader.of(SHARED, 10)).containsAll(many);
    }
}
