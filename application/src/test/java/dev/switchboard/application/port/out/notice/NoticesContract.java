package dev.switchboard.application.port.out.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.notice.AdminNotice;
import dev.switchboard.domain.notice.AdminNotice.Level;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The contract of [Notices].
public interface NoticesContract {

    Notices notices();

    private static AdminNotice notice(String id, Instant until) {
        return new AdminNotice(
                id, Level.URGENT, "The bot is down\n<b>", until, "root", Seed.NOW, false);
    }

    @Test
    default void areKeptAsTheyAre() {
        AdminNotice one = notice("ntc_1", Seed.NOW.plusSeconds(60));
        AdminNotice other = notice("ntc_2", Seed.NOW.plusSeconds(90)).withdraw();

        assertThat(notices().insert(one)).isTrue();
        assertThat(notices().insert(other)).isTrue();

        assertThat(notices().find("ntc_1")).contains(one);
        assertThat(notices().find("ntc_2")).contains(other);
        assertThat(notices().find("ntc_3")).isEmpty();
    }

    @Test
    default void areInsertedOnce() {
        AdminNotice first = notice("ntc_1", Seed.NOW.plusSeconds(60));

        assertThat(InParallel.results(4, _ -> notices().insert(first)))
                .containsOnlyOnce(true)
                .hasSize(4);
        assertThat(notices().insert(notice("ntc_1", Seed.NOW.plusSeconds(90)))).isFalse();
        assertThat(notices().find("ntc_1")).contains(first);
    }

    @Test
    default void areOpenUntilTheyAreWithdrawn() {
        AdminNotice one = notice("ntc_1", Seed.NOW.plusSeconds(60));
        AdminNotice other = notice("ntc_2", Seed.NOW.plusSeconds(60));
        notices().insert(one);
        notices().insert(other);

        notices().save(one.withdraw());

        assertThat(notices().open()).containsExactly(other);
        assertThat(notices().find("ntc_1")).map(AdminNotice::withdrawn).contains(true);
    }

    @Test
    default void areForgottenWhenTheirTimeIsOver() {
        notices().insert(notice("ntc_over", Seed.NOW.plusSeconds(60)));
        notices().insert(notice("ntc_withdrawn", Seed.NOW.plusSeconds(59)).withdraw());
        notices().insert(notice("ntc_stands", Seed.NOW.plusSeconds(61)));

        notices().forgetThrough(Seed.NOW.plusSeconds(60));

        assertThat(notices().find("ntc_over")).isEmpty();
        assertThat(notices().find("ntc_withdrawn")).isEmpty();
        assertThat(notices().open()).extracting(AdminNotice::id).containsExactly("ntc_stands");
    }
}
