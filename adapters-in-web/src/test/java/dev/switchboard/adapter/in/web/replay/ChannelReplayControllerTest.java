package dev.switchboard.adapter.in.web.replay;

import static dev.switchboard.adapter.in.web.fakes.Samples.messageId;
import static dev.switchboard.domain.identity.Role.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeChannelReplays;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.Samples;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.in.replay.ReplayChannels.Period;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.replay.Replay.Choice;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WebTest
class ChannelReplayControllerTest {

    private static final String ROUTE = "/v1/channels/slack-sim/replay";
    private static final String HOUR =
            "\"from\":\"2026-01-31T12:00:00Z\",\"to\":\"2026-01-31T13:00:00Z\"";

    private final Hub hub;
    private final FakeChannelReplays replays;
    private final FakeAudit audit;

    ChannelReplayControllerTest(Hub hub, FakeChannelReplays replays, FakeAudit audit) {
        this.hub = hub;
        this.replays = replays;
        this.audit = audit;
    }

    @BeforeEach
    void withNothingReplayed() {
        replays.reset();
        audit.reset();
    }

    private HttpResponse<String> replay(String members) {
        return hub.sendWith(
                hub.token(ADMIN), "POST", ROUTE, "{" + members + "}", "Idempotency-Key", "k-1");
    }

    private static Period hour(Choice what) {
        return new Period(
                new ChannelId("slack-sim"),
                Samples.NOON,
                Samples.NOON.plus(Duration.ofHours(1)),
                what,
                null);
    }

    @Test
    void saysWhatIsSentAndHowToGoOn() {
        var answer = replay(HOUR + ",\"what\":\"missing\"");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"count\":2,\"conversations\":1,\"skipped\":{\"delivered\":3},"
                                + "\"next\":\"%s\"}".formatted(messageId(7)));
        assertThat(replays.commands())
                .singleElement()
                .satisfies(command -> {
                    assertThat(command.key()).isEqualTo("k-1");
                    assertThat(command.period()).isEqualTo(hour(Choice.MISSING));
                });
        assertThat(audit.lines())
                .singleElement()
                .asString()
                .contains("channel.replay slack-sim", "conversations 1, count 2");
    }

    @Test
    void goesOnWhereAPartEnded() {
        replay(HOUR + ",\"what\":\"missing\",\"after\":\"%s\"".formatted(messageId(7)));

        assertThat(replays.commands().getFirst().period().after()).isEqualTo(messageId(7));
    }

    @Test
    void countsWithoutAKey() {
        var answer = hub.post(ROUTE, "{" + HOUR + ",\"what\":\"all\",\"dry_run\":true}", ADMIN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(replays.previews()).containsExactly(hour(Choice.ALL));
        assertThat(replays.commands()).isEmpty();
        assertThat(audit.lines())
                .singleElement()
                .asString()
                .contains("channel.preview_replay slack-sim");
    }

    @Test
    void sendsAllOnlyIfItsCallerKnowsWhatThatMeans() {
        var answer = replay(HOUR + ",\"what\":\"all\"");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"confirm\"", "the channel gets it twice");
        assertThat(replays.commands()).isEmpty();
        assertThat(
                        replay(HOUR + ",\"what\":\"all\",\"confirm\":\"the channel gets it twice\"")
                                .statusCode())
                .isEqualTo(202);
    }

    @Test
    void needsAKeyAndAPossibleChannel() {
        String body = "{" + HOUR + ",\"what\":\"missing\"}";

        assertThat(hub.post(ROUTE, body, ADMIN).statusCode()).isEqualTo(422);
        assertThat(hub.post("/v1/channels/no%20body/replay", body, ADMIN).statusCode())
                .isEqualTo(404);
        assertThat(replays.commands()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "what":"missing"                                                              | from
                    "from":"x","to":"2026-01-31T13:00:00Z","what":"missing"                       | from
                    "from":"2026-01-31T13:00:00Z","to":"2026-01-31T13:00:00Z","what":"all"        | to
                    "from":"2026-01-31T12:00:00Z","to":"2026-01-31T13:00:00Z"                     | what
                    "from":"2026-01-31T12:00:00Z","to":"2026-01-31T13:00:00Z","what":"all","x":1  | x
                    """)
    void refusesWhatItCannotUnderstand(String members, String field) {
        var answer = replay(members);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field);
        assertThat(replays.commands()).isEmpty();
    }
}
