package dev.switchboard.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClaimTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(100));
    private static final Duration DAY = Duration.ofDays(1);
    private static final BrowserId ANNS = new BrowserId("a".repeat(64));
    private static final BrowserId EVES = new BrowserId("e".repeat(64));

    private final Claim claim =
            new Claim(ConversationId.of("bot", "c-1"), new EndUser(ANNS, "ann"), 7, NOON);

    @Test
    void isProvenByTheBrowserOrByTheName() {
        assertThat(claim.provenBy(EndUser.of(ANNS))).isTrue();
        assertThat(claim.provenBy(new EndUser(EVES, "ann"))).isTrue();
        assertThat(claim.provenBy(EndUser.of(EVES))).isFalse();
        assertThat(claim.provenBy(EndUser.NOBODY)).isFalse();
    }

    @Test
    void lapsesADayAfterItsOwnerWasSeen() {
        assertThat(claim.lapsedAt(NOON.plus(DAY).minusSeconds(1), DAY, LONG_AGO)).isFalse();
        assertThat(claim.lapsedAt(NOON.plus(DAY), DAY, LONG_AGO)).isTrue();
    }

    @Test
    void doesNotLapseForATimeInWhichNobodyCouldBeSeen() {
        Instant started = NOON.plus(Duration.ofDays(3));

        assertThat(claim.lapsedAt(started.plusSeconds(1), DAY, started)).isFalse();
    }

    @Test
    void isAnybodysOnceItIsReleased() {
        Claim released = claim.released(12);

        assertThat(claim.isReleased()).isFalse();
        assertThat(released.isReleased()).isTrue();
        assertThat(released.lapsedAt(NOON, DAY, LONG_AGO)).isTrue();
        assertThat(released.provenBy(EndUser.of(ANNS))).isFalse();
        assertThat(released.fromSeq()).isEqualTo(12);
    }
}
