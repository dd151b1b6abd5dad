package dev.switchboard.application.port.out.upstream;

import static dev.switchboard.application.port.out.upstream.DeskSessionsContract.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.domain.desk.DeskSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What [DeskSessions] promises where hubs share its store: who holds a session has it alone.
public interface SharedDeskSessionsContract extends DeskSessionsContract {

    @Test
    default void givesNobodyASessionThatIsHeld() {
        sessions().renew(FIRST, NOW, NOW.plus(LEASE));
        sessions().insert(session(CHAT));
        Instant last = NOW.plus(LEASE).minusMillis(1);

        assertThat(sessions().take(CHAT, SECOND, last)).isEmpty();
        assertThat(sessions().adrift(DESK, SECOND, last, 10)).isEmpty();
    }

    @Test
    default void goesOnHoldingWhatIsRenewed() {
        sessions().renew(FIRST, NOW, NOW.plus(LEASE));
        sessions().insert(session(CHAT));

        Instant later = NOW.plusSeconds(5);
        assertThat(sessions().renew(FIRST, later, later.plus(LEASE))).isTrue();

        assertThat(sessions().take(CHAT, SECOND, NOW.plus(LEASE))).isEmpty();
    }

    @Test
    default void renewsNoLeaseThatHasRunOut() {
        sessions().renew(FIRST, NOW, NOW.plus(LEASE));
        Instant end = NOW.plus(LEASE);

        assertThat(sessions().renew(FIRST, end, end.plus(LEASE))).isFalse();
    }

    @Test
    default void letsGoAtOnceWhatIsEnded() {
        sessions().renew(FIRST, NOW, NOW.plus(LEASE));
        sessions().insert(session(CHAT));

        assertThat(sessions().renew(FIRST, NOW, NOW)).isTrue();

        assertThat(sessions().renew(FIRST, NOW, NOW.plus(LEASE))).isFalse();
        assertThat(sessions().adrift(DESK, SECOND, NOW, 10)).containsExactly(session(CHAT));
        assertThat(sessions().take(CHAT, SECOND, NOW)).isPresent();
    }

    @Test
    default void givesASessionToOneOfManyWhoTry() {
        sessions().insert(session(CHAT));
        for (int i = 0; i < 8; i++) {
            sessions().renew("taker-" + i, NOW, NOW.plus(LEASE));
        }

        List<Optional<DeskSession>> taken =
                InParallel.results(8, i -> sessions().take(CHAT, "taker-" + i, NOW));

        assertThat(taken.stream().flatMap(Optional::stream)).hasSize(1);
        assertThat(sessions().find(CHAT).orElseThrow().hold().fence()).isEqualTo(2);
    }
}
