package dev.switchboard.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.notice.AdminNotice.Level;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AdminNoticeTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private static AdminNotice notice(String text, Duration stands) {
        return new AdminNotice(
                "ntc_1", Level.WARNING, text, NOON.plus(stands), "root", NOON, false);
    }

    private static void assertRefused(String field, Reason reason, String text, Duration stands) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> notice(text, stands))
                .returns(field, InvalidValueException::field)
                .returns(reason, InvalidValueException::reason);
    }

    @Test
    void standsUntilItsTimeIsOver() {
        AdminNotice notice = notice("The bot is down", HOUR);

        assertThat(notice.standsAt(NOON)).isTrue();
        assertThat(notice.standsAt(NOON.plus(HOUR).minusMillis(1))).isTrue();
        assertThat(notice.standsAt(NOON.plus(HOUR))).isFalse();
    }

    @Test
    void standsNoLongerOnceItIsWithdrawn() {
        assertThat(notice("The bot is down", HOUR).withdraw().standsAt(NOON)).isFalse();
    }

    @Test
    void hasATextOf500CharactersAtMost() {
        assertThat(notice("x".repeat(500), HOUR).text()).hasSize(500);
        assertRefused("text", Reason.TOO_LONG, "x".repeat(501), HOUR);
        assertRefused("text", Reason.INVALID, " \n", HOUR);
    }

    @Test
    void endsWithin31Days() {
        assertThat(notice("A feast", Duration.ofDays(31)).until()).isAfter(NOON);
        assertRefused("until", Reason.INVALID, "A feast", Duration.ofDays(31).plusMillis(1));
        assertRefused("until", Reason.INVALID, "A feast", Duration.ZERO);
        assertRefused("until", Reason.INVALID, "A feast", HOUR.negated());
    }

    @Test
    void isNamedByItsAdminAndTheKey() {
        assertThat(AdminNotice.idOf("root", "1"))
                .startsWith("ntc_")
                .isEqualTo(AdminNotice.idOf("root", "1"))
                .isNotEqualTo(AdminNotice.idOf("root", "2"))
                .isNotEqualTo(AdminNotice.idOf("ada", "1"));
    }

    @Test
    void tellsTheSameWhoeverSaysIt() {
        AdminNotice notice = notice("The bot is down", HOUR);
        AdminNotice later =
                new AdminNotice(
                        "ntc_2",
                        notice.level(),
                        notice.text(),
                        notice.until(),
                        "ada",
                        NOON.plusSeconds(9),
                        false);

        assertThat(notice.tellsSameAs(later)).isTrue();
        assertThat(notice.tellsSameAs(notice("The desk is down", HOUR))).isFalse();
        assertThat(notice.tellsSameAs(notice("The bot is down", HOUR.plusMillis(1)))).isFalse();
    }
}
