package dev.switchboard.application.port.out.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.backup.Backup;
import dev.switchboard.domain.backup.BackupId;
import dev.switchboard.domain.backup.Removal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The contract of [Backups] for listing and removing. Each store has its own test that a copy
/// contains all acknowledged data.
public interface BackupsContract {

    /// The same backups throughout a test, empty at its start.
    Backups backups();

    @Test
    default void knowsNoneAtFirst() {
        assertThat(backups().list()).isEmpty();
    }

    @Test
    default void listsTheNewestFirst() {
        Backup second = backups().make(id(2));
        Backup first = backups().make(id(1));
        Backup third = backups().make(id(3));

        assertThat(backups().list()).containsExactly(third, second, first);
        assertThat(first.id()).isEqualTo(id(1));
        assertThat(first.bytes()).isPositive();
    }

    @Test
    default void removesOneAndKeepsTheOthers() {
        backups().make(id(1));
        Backup kept = backups().make(id(2));

        assertThat(backups().remove(id(1))).isEqualTo(Removal.DONE);

        assertThat(backups().list()).containsExactly(kept);
    }

    @Test
    default void removesNothingUnknown() {
        Backup kept = backups().make(id(1));

        assertThat(backups().remove(id(2))).isEqualTo(Removal.UNKNOWN);

        assertThat(backups().list()).containsExactly(kept);
    }

    @Test
    default void removesOneOnceForManyParallelCallers() {
        backups().make(id(1));

        List<Removal> removals = InParallel.results(8, _ -> backups().remove(id(1)));

        assertThat(removals).containsOnlyOnce(Removal.DONE);
    }

    @Test
    default void makesSeveralAtOnce() {
        InParallel.results(4, i -> backups().make(id(i)));

        assertThat(backups().list())
                .extracting(Backup::id)
                .containsExactly(id(3), id(2), id(1), id(0));
    }

    static BackupId id(int number) {
        return BackupId.of(
                Seed.NOW.plus(Duration.ofMinutes(number)),
                String.format(Locale.ROOT, "%024x", number));
    }
}
