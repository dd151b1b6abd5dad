package dev.switchboard.application.port.out.upstream;

import static dev.switchboard.application.port.out.upstream.DeskSessionsContract.CHAT;
import static dev.switchboard.application.port.out.upstream.DeskSessionsContract.NOW;
import static dev.switchboard.application.port.out.upstream.DeskSessionsContract.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.desk.DeskSession.State;
import org.junit.jupiter.api.Test;

/// The contract of [EndedDeskSessions].
public interface EndedDeskSessionsContract {

    DeskSessions sessions();

    /// The same store.
    EndedDeskSessions ended();

    @Test
    default void forgetsOneThatIsOverAndNoOther() {
        assertThat(ended().forget(CHAT)).isTrue();
        sessions().insert(session(CHAT));
        assertThat(ended().forget(CHAT)).isFalse();
        assertThat(sessions().find(CHAT)).contains(session(CHAT));
        sessions().save(session(CHAT).become(State.OVER, NOW));

        assertThat(ended().forget(CHAT)).isTrue();

        assertThat(sessions().find(CHAT)).isEmpty();
        assertThat(sessions().purge(NOW.plusSeconds(1))).isZero();
    }
}
