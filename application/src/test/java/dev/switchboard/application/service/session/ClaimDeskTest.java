package dev.switchboard.application.service.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryClaims;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.service.session.ClaimDesk.Standing;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.EndUser;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimDeskTest {

    private static final ConversationId CHAT = ConversationId.of("desk", "C-1");
    private static final EndUser ANN = new EndUser(null, "ann");
    private static final EndUser BOB = new EndUser(null, "bob");
    private static final Duration DAY = Duration.ofHours(24);

    private final MutableClock clock = new MutableClock();
    private final InMemoryStore store = new InMemoryStore(new Outage(), clock);
    private final InMemoryClaims claims = store.claims();
    private final ClaimDesk desk = new ClaimDesk(claims, store.ports().conversations(), DAY, clock);

    @BeforeEach
    void claimForAnn() {
        desk.claim(CHAT, ANN, null);
    }

    @Test
    void writesDownOneSightAnHourHoweverOftenTheOwnerLeaves() {
        for (int minute = 0; minute < 180; minute++) {
            clock.advance(Duration.ofMinutes(1));
            desk.seen(CHAT);
        }

        assertThat(claims.sights()).isEqualTo(2);
    }

    @Test
    void keepsAClaimForADayAfterASightThatWasNotWrittenDown() {
        clock.advance(Duration.ofMinutes(59));
        desk.seen(CHAT);

        clock.advance(DAY.minusSeconds(1));

        assertThat(claims.sights()).isZero();
        assertThat(desk.claim(CHAT, BOB, null)).isInstanceOf(Standing.Foreign.class);
    }

    @Test
    void letsAClaimLapseADayAndAnHourAfterTheLastSightItWroteDown() {
        clock.advance(Duration.ofHours(2));
        desk.seen(CHAT);

        clock.advance(DAY.plusHours(1).minusSeconds(1));
        Standing before = desk.claim(CHAT, BOB, null);
        clock.advance(Duration.ofSeconds(1));
        Standing then = desk.claim(CHAT, BOB, null);

        assertThat(before).isInstanceOf(Standing.Foreign.class);
        assertThat(then).isInstanceOf(Standing.Own.class);
    }
}
