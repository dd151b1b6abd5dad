package dev.switchboard.adapter.out.persistence.embedded.desk;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.DESK_SESSION;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.adapter.out.persistence.keys.TokenSeal;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.application.port.out.upstream.DeskSessionsContract;
import dev.switchboard.domain.desk.DeskSession.State;
import dev.switchboard.domain.desk.DeskSession.Token;
import dev.switchboard.domain.secret.Secret;
import org.junit.jupiter.api.Test;

class EmbeddedDeskSessionsIT extends EngineCase implements DeskSessionsContract {

    @Override
    public DeskSessions sessions() {
        return new EmbeddedDeskSessions(engine(), new TokenSeal(TestKeys.cipher()));
    }

    @Test
    void storesNoTokenThatCouldBeRead() {
        sessions()
                .insert(
                        DeskSessionsContract.session(CHAT)
                                .with(new Token(new Secret("canary-token"), NOW)));

        assertThat(everything()).contains("v1.").doesNotContain("canary");
    }

    @Test
    void neverWaitsForTheProcessBefore() {
        sessions().renew(FIRST, NOW, NOW.plus(LEASE));
        sessions().insert(DeskSessionsContract.session(CHAT));

        assertThat(sessions().adrift(DESK, SECOND, NOW, 10)).hasSize(1);
        assertThat(sessions().take(CHAT, SECOND, NOW)).isPresent();
    }

    @Test
    void leavesNothingOfWhatItForgets() {
        sessions().insert(DeskSessionsContract.session(CHAT));
        sessions().save(DeskSessionsContract.session(CHAT).become(State.OVER, NOW));

        sessions().purge(NOW.plusSeconds(1));

        assertThat(everything()).isEmpty();
    }

    private String everything() {
        return engine().read(view -> {
            StringBuilder all = new StringBuilder();
            byte[] last = ByteWriter.behind(new byte[] {9});
            try (Scan scan = view.scan(DESK_SESSION, new byte[] {0}, last)) {
                while (scan.next()) {
                    all.append(new String(scan.key(), ISO_8859_1))
                            .append(new String(scan.value(), ISO_8859_1));
                }
            }
            return all.toString();
        });
    }
}
