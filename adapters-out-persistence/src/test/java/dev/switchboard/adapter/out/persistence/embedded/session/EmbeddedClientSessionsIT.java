package dev.switchboard.adapter.out.persistence.embedded.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.session.ClientSessionsContract;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedClientSessionsIT extends EngineCase implements ClientSessionsContract {

    @Override
    public ClientSessions sessions() {
        return new EmbeddedClientSessions(engine());
    }

    @Test
    void keepsTheSoundPositionsOfASession() {
        sessions().save(session());
        damage(Table.CLIENT_POSITION, ONE.value());

        assertThat(sessions().find(KEY).orElseThrow().positions()).isEqualTo(Map.of(TWO, 2L));
    }

    @Test
    void takesASessionThatCannotBeReadForNone() {
        sessions().save(session());
        damage(Table.CLIENT_SESSION, "");

        assertThat(sessions().find(KEY)).isEmpty();
        sessions().save(session());
        assertThat(sessions().find(KEY)).contains(session());
    }

    @Test
    void leavesNothingOfWhatItForgot() {
        sessions().save(session());

        sessions().forget(KEY);

        assertThat(keys(Table.CLIENT_SESSION, "")).isEmpty();
        assertThat(keys(Table.CLIENT_POSITION, "")).isEmpty();
    }

    private static ClientSession session() {
        ClientId client = new ClientId("client");
        Map<ConversationId, Long> positions = Map.of(ONE, 1L, TWO, 2L);
        return new ClientSession(KEY, client, EndUser.NOBODY, positions, 1, Seed.NOW);
    }
}
