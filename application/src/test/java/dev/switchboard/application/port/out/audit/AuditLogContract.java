package dev.switchboard.application.port.out.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.audit.AuditLog.Found;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.AuditFilter;
import dev.switchboard.domain.audit.Intent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of [AuditLog].
public interface AuditLogContract {

    /// More entries than a test writes.
    int MANY = 1000;

    /// The same log throughout a test, empty when it began.
    AuditLog auditLog();

    @Test
    default void isEmptyAtFirst() {
        assertThat(newest(10)).isEmpty();
        assertThat(auditLog().after(null, 10)).isEmpty();
        assertThat(auditLog().begun(10)).isEmpty();
    }

    @Test
    default void keepsAnEntryAsItIs() {
        Draft draft =
                new Draft(
                        Seed.NOW.plusNanos(123_456_789),
                        "admin",
                        "channel.create",
                        "slack-sim",
                        "caf\u00e9 \ud83d\udc69\u200d\ud83d\udc67 \"quoted\"\nsecond line",
                        Outcome.UNKNOWN,
                        "2001:db8::1",
                        "req-1");

        AuditEntry entry = auditLog().append(draft, null);

        assertThat(newest(10)).containsExactly(entry);
        assertThat(newest(1).getFirst().isSound()).isTrue();
        assertThat(entry.detail()).isEqualTo(draft.detail());
        assertThat(entry.at()).isEqualTo(Seed.NOW.plusMillis(123));
    }

    @Test
    default void chainsEachEntryToTheOneBefore() {
        List<AuditEntry> recorded = recorded(3);

        assertThat(recorded).extracting(AuditEntry::number).containsExactly(1L, 2L, 3L);
        assertThat(recorded)
                .extracting(AuditEntry::previous)
                .containsExactly("", recorded.get(0).hash(), recorded.get(1).hash());
    }

    @Test
    default void doesNotForkTheChainWhenManyAppendAtOnce() {
        AuditLog log = auditLog();

        IntStream.range(0, 8)
                .mapToObj(i ->
                        CompletableFuture.runAsync(
                                () -> IntStream.range(0, 5).forEach(_ -> log.append(act(i), null)),
                                task -> Thread.ofVirtual().start(task)))
                .toList()
                .forEach(CompletableFuture::join);

        List<AuditEntry> chain = log.after(null, 100);
        assertThat(chain).hasSize(40).allMatch(AuditEntry::isSound);
        for (int i = 1; i < chain.size(); i++) {
            assertThat(chain.get(i).number()).isEqualTo(i + 1);
            assertThat(chain.get(i).previous()).isEqualTo(chain.get(i - 1).hash());
        }
    }

    @Test
    default void listsTheNewestFirst() {
        List<AuditEntry> recorded = recorded(5);

        assertThat(newest(3)).containsExactly(recorded.get(4), recorded.get(3), recorded.get(2));
    }

    @Test
    default void continuesBehindAnId() {
        List<AuditEntry> recorded = recorded(25);

        assertThat(pages(10)).isEqualTo(recorded.reversed());
        assertThat(pages(1)).isEqualTo(recorded.reversed());
    }

    @Test
    default void goesForwardBehindAnId() {
        List<AuditEntry> recorded = recorded(5);

        assertThat(auditLog().after(null, 2)).isEqualTo(recorded.subList(0, 2));
        assertThat(auditLog().after(recorded.get(1).id(), 10)).isEqualTo(recorded.subList(2, 5));
        assertThat(auditLog().after(recorded.get(4).id(), 10)).isEmpty();
    }

    @Test
    default void filtersByWhoWhatAndWhen() {
        AuditEntry ada = auditLog().append(draft("ada", "log_in", "ada", 0), null);
        AuditEntry made = auditLog().append(draft("root", "account.create", "bob", 1), null);
        AuditEntry gone = auditLog().append(draft("root", "account.remove", "bob", 2), null);

        assertThat(list(new AuditFilter("root", null, null, null, null)))
                .containsExactly(gone, made);
        assertThat(list(new AuditFilter(null, "log_in", null, null, null))).containsExactly(ada);
        assertThat(list(new AuditFilter(null, null, "bob", null, gone.at()))).containsExactly(made);
        assertThat(list(new AuditFilter("root", null, "bob", gone.at(), null)))
                .containsExactly(gone);
        assertThat(list(new AuditFilter("ada", null, "bob", null, null))).isEmpty();
        AuditFilter root = new AuditFilter("root", null, null, null, null);
        assertThat(auditLog().list(root, gone.id(), 1, MANY).entries()).containsExactly(made);
    }

    @Test
    default void saysWhereItStoppedLookingForWhatIsRare() {
        recorded(2);
        AuditEntry rare = auditLog().append(draft("ada", "log_in", "ada", 1), null);
        List<AuditEntry> newer = recorded(22);
        AuditFilter filter = new AuditFilter("ada", null, null, null, null);

        Found first = auditLog().list(filter, null, 10, 10);
        Found second = auditLog().list(filter, first.next(), 10, 10);
        Found third = auditLog().list(filter, second.next(), 10, 10);

        assertThat(first).isEqualTo(new Found(List.of(), newer.get(12).id()));
        assertThat(second).isEqualTo(new Found(List.of(), newer.get(2).id()));
        assertThat(third).isEqualTo(new Found(List.of(rare), null));
    }

    @Test
    default void saysWhereItStoppedLookingForATime() {
        List<AuditEntry> recorded = recorded(20);
        Instant from = recorded.get(4).at();
        Instant to = recorded.get(8).at();
        AuditFilter filter = new AuditFilter(null, null, null, from, to);

        Found first = auditLog().list(filter, null, 10, 10);
        Found second = auditLog().list(filter, first.next(), 3, 10);
        Found third = auditLog().list(filter, second.next(), 3, 2);

        assertThat(first).isEqualTo(new Found(List.of(), recorded.get(10).id()));
        assertThat(second.entries()).isEqualTo(recorded.subList(5, 8).reversed());
        assertThat(second.next()).isEqualTo(recorded.get(5).id());
        assertThat(third).isEqualTo(new Found(List.of(recorded.get(4)), recorded.get(3).id()));
    }

    @Test
    default void saysWhetherAnythingIsOlder() {
        String oldest = recorded(5).getFirst().id();

        assertThat(auditLog().list(AuditFilter.ALL, null, 10, 6).next()).isNull();
        assertThat(auditLog().list(AuditFilter.ALL, null, 10, 5).next()).isEqualTo(oldest);
        assertThat(auditLog().list(AuditFilter.ALL, null, 5, 10).next()).isEqualTo(oldest);
        assertThat(auditLog().list(AuditFilter.ALL, oldest, 10, 10))
                .isEqualTo(new Found(List.of(), null));
    }

    @Test
    default void removesTheOldestAndGoesOnWithTheChain() {
        List<AuditEntry> recorded = recorded(5);

        auditLog().removeThrough(recorded.get(2).id());

        assertThat(auditLog().after(null, 10)).isEqualTo(recorded.subList(3, 5));
        AuditEntry next = auditLog().append(act(9), null);
        assertThat(next.number()).isEqualTo(6);
        assertThat(next.previous()).isEqualTo(recorded.get(4).hash());
    }

    @Test
    default void keepsAnIntentUntilItsEntryComes() {
        Intent ended = intent("one");
        Intent dropped = intent("two");
        Intent left = intent("three");
        List.of(ended, dropped, left).forEach(auditLog()::begin);
        assertThat(auditLog().begun(10)).containsExactlyInAnyOrder(ended, dropped, left);
        assertThat(auditLog().begun(2)).hasSize(2);

        AuditEntry entry = auditLog().append(ended.as(Outcome.DONE, "ADMIN"), ended.id());
        auditLog().drop(dropped.id());
        auditLog().drop(dropped.id());

        assertThat(auditLog().begun(10)).containsExactly(left);
        assertThat(newest(10)).containsExactly(entry);
        assertThat(entry.actor()).isEqualTo("root");
    }

    private List<AuditEntry> recorded(int count) {
        List<AuditEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(auditLog().append(act(i), null));
        }
        return entries;
    }

    private static Draft act(int i) {
        return draft("admin", "channel.update", "slack-sim", i / 2);
    }

    private static Draft draft(String actor, String action, String subject, int second) {
        Instant at = Seed.NOW.plusSeconds(second);
        return new Draft(at, actor, action, subject, "", Outcome.DONE, "198.51.100.7", "req");
    }

    private static Intent intent(String id) {
        return new Intent(id, Seed.NOW, "root", "account.create", "bob", "198.51.100.7", "req");
    }

    private List<AuditEntry> list(AuditFilter filter) {
        return auditLog().list(filter, null, 10, MANY).entries();
    }

    private List<AuditEntry> newest(int limit) {
        return auditLog().list(AuditFilter.ALL, null, limit, MANY).entries();
    }

    private List<AuditEntry> pages(int limit) {
        List<AuditEntry> all = new ArrayList<>();
        @Nullable String next = null;
        do {
            Found page = auditLog().list(AuditFilter.ALL, next, limit, MANY);
            all.addAll(page.entries());
            next = page.next();
        } while (next != null);
        return all;
    }
}
