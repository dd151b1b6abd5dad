package dev.switchboard.application.port.out.upstream;

import static dev.switchboard.application.port.out.upstream.DeskSessionsContract.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.Hold;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What [DeskSessions] promises where hubs share its store: only the owner of a later term takes a
/// session.
public interface SharedDeskSessionsContract extends DeskSessionsContract {

    /// A former owner that was frozen.
    @Test
    default void givesNobodyWhatIsHeldInALaterTerm() {
        sessions().insert(session(CHAT));
        DeskSession taken = sessions().take(CHAT, new Hold(SECOND, 7)).orElseThrow();

        assertThat(sessions().take(CHAT, new Hold(FIRST, 1))).isEmpty();
        assertThat(sessions().take(CHAT, new Hold(FIRST, 6))).isEmpty();

        assertThat(sessions().find(CHAT)).contains(taken);
    }

    @Test
    default void givesNobodyWhatAnotherHoldsInTheSameTerm() {
        sessions().insert(session(CHAT));

        assertThat(sessions().take(CHAT, new Hold(SECOND, 1))).isEmpty();
    }

    /// Its own writes of the earlier term come late, too.
    @Test
    default void raisesTheFenceWhereTheSameHubTakesItInALaterTerm() {
        sessions().insert(session(CHAT));

        assertThat(sessions().take(CHAT, new Hold(FIRST, 3)))
                .contains(session(CHAT).takenBy(new Hold(FIRST, 3)));

        assertThat(sessions().save(session(CHAT).with("caseId", "500"))).isFalse();
    }

    @Test
    default void givesASessionToOneOfManyWhoTry() {
        sessions().insert(session(CHAT));

        List<Optional<DeskSession>> taken =
                InParallel.results(8, i -> sessions().take(CHAT, new Hold("taker-" + i, 2)));

        assertThat(taken.stream().flatMap(Optional::stream)).hasSize(1);
        assertThat(sessions().find(CHAT).orElseThrow().hold().fence()).isEqualTo(2);
    }
}
