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
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.Hold;
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
    void takesEverythingFromTheProcessBefore() {
        sessions().insert(DeskSessionsContract.session(CHAT));

        assertThat(sessions().take(CHAT, new Hold(SECOND, 1)).orElseThrow().hold())
                .isEqualTo(new Hold(SECOND, 2));
        assertThat(sessions().take(CHAT, new Hold("third", 1)).orElseThrow().hold())
                .isEqualTo(new Hold("third", 3));
    }

    /// The value of an earlier version, which has no conversation.
    @Test
    void readsWhatAnEarlierVersionStored() {
        byte[] key = new ByteWriter(64).octet(1).keyText(CHAT.value()).toBytes();
        byte[] mark = new ByteWriter(64).octet(2).keyText(DESK).keyText(CHAT.value()).toBytes();
        byte[] value =
                new ByteWriter(256)
                        .octet(1)
                        .text(CHAT.value())
                        .text(DESK)
                        .text(TENANT.value())
                        .octet(1)
                        .instant(NOW)
                        .text(FIRST)
                        .number(5)
                        .number(1)
                        .text("caseId")
                        .text("500")
                        .flag(false)
                        .flag(false)
                        .toBytes();
        engine().write(batch -> {
            batch.put(DESK_SESSION, key, value);
            batch.put(DESK_SESSION, mark, new byte[0]);
            return true;
        });

        DeskSession before = sessions().find(CHAT).orElseThrow();
        DeskSession taken = sessions().take(CHAT, new Hold(SECOND, 1)).orElseThrow();

        assertThat(before.conversation()).isNull();
        assertThat(before.facts()).containsEntry("caseId", "500");
        assertThat(sessions().live(DESK, null, 10)).containsExactly(taken);
        assertThat(taken.hold()).isEqualTo(new Hold(SECOND, 6));
        assertThat(sessions().save(taken.with("caseId", "501"))).isTrue();
        assertThat(sessions().find(CHAT)).contains(taken.with("caseId", "501"));
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
