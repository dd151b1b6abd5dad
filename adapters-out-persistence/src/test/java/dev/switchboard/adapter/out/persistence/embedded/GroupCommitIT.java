package dev.switchboard.adapter.out.persistence.embedded;

import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.message.Message;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitIT extends EmbeddedStoreCase implements StoreContract {

    private final CompletableFuture<Integer> release = new CompletableFuture<>();

    @AfterEach
    void releaseWriter() {
        release.complete(0);
    }

    @Test
    void sharesOneCommitAmongAllWhoWaited() {
        long before = opened().gate().commits();
        blockWriter();

        List<CompletableFuture<Integer>> waiting =
                IntStream.range(0, 100).mapToObj(_ -> submit(GroupCommitIT::probe)).toList();
        releaseWriter();
        waiting.forEach(CompletableFuture::join);

        assertThat(opened().gate().commits() - before).isEqualTo(2);
        assertThat(probes()).isEqualTo(100);
    }

    @Test
    void completesCallersInTheirOrder() {
        blockWriter();

        List<CompletableFuture<Integer>> waiting =
                IntStream.range(0, 100)
                        .mapToObj(_ -> submit(GroupCommitIT::probeAndCount))
                        .toList();
        releaseWriter();

        assertThat(waiting)
                .extracting(CompletableFuture::join)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void keepsTheOthersOfAGroupInWhichOneFails() {
        blockWriter();

        CompletableFuture<Integer> first = submit(GroupCommitIT::probe);
        CompletableFuture<Integer> failing =
                submit(sql -> sql.update("INSERT INTO store (id, probes) VALUES (1, 0)"));
        CompletableFuture<Integer> last = submit(GroupCommitIT::probe);
        releaseWriter();

        assertThat(first.join()).isEqualTo(1);
        assertThat(last.join()).isEqualTo(1);
        assertThatThrownBy(failing::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(probes()).isEqualTo(2);
    }

    @Test
    void leavesNoGapInSeqBehindAnAppendThatFailed() {
        Entry entry = message().entry();
        store().journal().append(entry);

        assertThatThrownBy(() -> store().journal().append(entry))
                .isInstanceOf(IllegalStateException.class);

        assertThat(stored(message()).seq()).isEqualTo(2);
    }

    @Test
    void refusesAtOnceWhenTooManyWait() {
        blockWriter();
        List<CompletableFuture<Integer>> waiting =
                IntStream.range(0, OpenStore.MAX_QUEUED)
                        .mapToObj(_ -> submit(GroupCommitIT::probe))
                        .toList();

        assertThatThrownBy(() -> opened().store().write(GroupCommitIT::probe))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("Too many");
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void neverWritesWhatItsCallerHasGivenUp() {
        blockWriter();

        assertThatThrownBy(() -> opened().store().write(GroupCommitIT::probe))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("in time");

        releaseWriter();
        assertThat(submit(GroupCommitIT::probeAndCount).join()).isOne();
    }

    @Test
    void tellsWhoeverDoesNotWaitThatItTookTooLong() {
        blockWriter();

        CompletableFuture<Integer> late =
                opened().store().submit(GroupCommitIT::probe).toCompletableFuture();

        assertThatThrownBy(late::join).hasCauseInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void readsWithoutWaitingForTheWriter() {
        Message message = stored(message());
        blockWriter();

        assertThat(store().history().find(message.id())).isPresent();
        assertThat(pendingSeqs(message.conversation(), Seed.SLACK)).containsExactly(1L);
    }

    @Test
    void storesAnAnswerAndWhatItAnswersInOneCommit() {
        Message question = stored(message());
        long before = opened().gate().commits();

        stored(answerTo(question.id()));

        assertThat(opened().gate().commits() - before).isOne();
        assertThat(outcomes(question)).hasSize(1);
    }

    private void blockWriter() {
        CompletableFuture<Integer> blocked = new CompletableFuture<>();
        CompletableFuture<Integer> blocking =
                submit(sql -> {
                    blocked.complete(0);
                    return release.join();
                });
        blocked.join();
        assertThat(blocking).isNotDone();
    }

    private <T> CompletableFuture<T> submit(SqlTask<T> task) {
        return opened().gate().writer().submit(task).outcome();
    }

    private long probes() {
        return opened().store().<Long>read(sql -> sql.number("SELECT probes FROM store"));
    }

    private static int probe(Sql sql) throws SQLException {
        return sql.update("UPDATE store SET probes = probes + 1");
    }

    private static int probeAndCount(Sql sql) throws SQLException {
        probe(sql);
        return (int) sql.number("SELECT probes FROM store");
    }
}
