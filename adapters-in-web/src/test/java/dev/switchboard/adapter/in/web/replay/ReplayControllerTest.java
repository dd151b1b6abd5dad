package dev.switchboard.adapter.in.web.replay;

import static dev.switchboard.domain.identity.Role.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeReplays;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.Samples;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.replay.Replay.Choice;
import dev.switchboard.domain.replay.Replay.Request;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WebTest
class ReplayControllerTest {

    private static final String MISSING =
            "{\"target\":\"channel:slack-sim\",\"from_seq\":3,\"to_seq\":9,\"what\":\"missing\"}";
    private static final String TO_USERS =
            "{\"target\":\"user:yalo/whatsapp\",\"from_seq\":1,\"what\":\"all\"%s}";

    private final Hub hub;
    private final FakeReplays replays;
    private final FakeAudit audit;

    ReplayControllerTest(Hub hub, FakeReplays replays, FakeAudit audit) {
        this.hub = hub;
        this.replays = replays;
        this.audit = audit;
    }

    @BeforeEach
    void withNothingReplayed() {
        replays.reset();
        audit.reset();
    }

    private HttpResponse<String> replay(String body, String key) {
        return replay("session:a", body, key);
    }

    private HttpResponse<String> replay(String conversation, String body, String key) {
        return hub.send(
                asked("/v1/conversations/" + conversation + "/replay")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder asked(String path) {
        return hub.request(path).header("Authorization", "Bearer " + hub.token(ADMIN));
    }

    @Test
    void saysWhatIsSentAndWhatIsLeftOut() {
        var answer = replay(MISSING, "k-1");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"replay_id\":\"rpl_1\",\"count\":2,"
                                + "\"skipped\":{\"no_such_target\":3,\"notes\":1},"
                                + "\"next_seq\":1001}");
        assertThat(replays.commands())
                .singleElement()
                .satisfies(command -> {
                    assertThat(command.key()).isEqualTo("k-1");
                    assertThat(command.caller()).isNotEmpty();
                    assertThat(command.request())
                            .isEqualTo(
                                    new Request(
                                            new ConversationId("session:a"),
                                            Samples.TARGET,
                                            3,
                                            9L,
                                            Choice.MISSING));
                });
    }

    @Test
    void isAudited() {
        replay(MISSING, "k-1");

        assertThat(audit.begun()).containsExactly("tester conversation.replay session:a");
        assertThat(audit.lines())
                .containsExactly(
                        "tester conversation.replay session:a"
                                + " rpl_1: channel:slack-sim, missing from 3 to 1000, count 2");
    }

    @Test
    void onlyCountsInADryRunWhichNeedsNoKey() {
        var answer =
                hub.send(
                        asked("/v1/conversations/session:a/replay")
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                TO_USERS.formatted(",\"dry_run\":true"))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"count\":2,\"skipped\":{\"no_such_target\":3,\"notes\":1},"
                                + "\"next_seq\":null}");
        assertThat(replays.commands()).isEmpty();
    }

    @Test
    void sendsUsersWhatTheyHaveOnlyIfItsCallerSaysSo() {
        var unaware = replay(TO_USERS.formatted(""), "k-1");
        var vague = replay(TO_USERS.formatted(",\"confirm\":\"yes\""), "k-1");
        assertThat(replays.commands()).isEmpty();
        var aware = replay(TO_USERS.formatted(",\"confirm\":\"users see it twice\""), "k-1");

        assertThat(unaware.statusCode()).isEqualTo(422);
        assertThat(unaware.body()).contains("\"field\":\"confirm\"", "users see it twice");
        assertThat(vague.statusCode()).isEqualTo(422);
        assertThat(aware.statusCode()).isEqualTo(202);
        assertThat(replays.commands()).hasSize(1);
    }

    @Test
    void needsAKey() {
        var answer =
                hub.send(
                        asked("/v1/conversations/session:a/replay")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(MISSING)));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"Idempotency-Key\"", "missing");
        assertThat(replay(MISSING, "x".repeat(501)).statusCode()).isEqualTo(422);
        assertThat(replays.commands()).isEmpty();
    }

    @Test
    void refusesAKeyOfAnotherRequest() {
        assertThat(replay(MISSING, "used").statusCode()).isEqualTo(409);
    }

    @Test
    void doesNotFindAnUnknownConversation() {
        assertThat(replay("session:b", MISSING, "k-1").statusCode()).isEqualTo(404);
        assertThat(
                        replay("session:b", MISSING.replace("}", ",\"dry_run\":true}"), "k-1")
                                .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'from_seq':1,'what':'all'}; target",
                "{'target':'clients:live','from_seq':1,'what':'all'}; target",
                "{'target':'bot:netomi','what':'all'}; from_seq",
                "{'target':'bot:netomi','from_seq':0,'what':'all'}; from_seq",
                "{'target':'bot:netomi','from_seq':5,'to_seq':4,'what':'all'}; to_seq",
                "{'target':'bot:netomi','from_seq':1,'what':'some'}; what",
                "{'target':'bot:netomi','from_seq':1}; what",
                "{'target':'bot:netomi','from_seq':1,'what':'all','more':1}; more"
            })
    void refusesWhatItCannotUnderstand(String body, String field) {
        var answer = replay(body.replace('\'', '"'), "k-1");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        assertThat(replays.commands()).isEmpty();
    }
}
