package dev.switchboard.adapter.in.web.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeNotices;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.notice.AdminNotice;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WebTest
class NoticesTest {

    private static final String NOTICES = "/v1/notices";

    private final Hub hub;
    private final FakeNotices notices;
    private final FakeAudit audit;
    private final MutableClock clock;

    NoticesTest(Hub hub, FakeNotices notices, FakeAudit audit, MutableClock clock) {
        this.hub = hub;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    @BeforeEach
    void withoutAny() {
        notices.reset();
        audit.reset();
    }

    private Instant inAnHour() {
        return clock.instant().plus(Duration.ofHours(1));
    }

    private String body(String text) {
        return "{\"level\":\"warning\",\"text\":\"%s\",\"until\":\"%s\"}"
                .formatted(text, inAnHour());
    }

    private HttpResponse<String> say(String body, String key) {
        return hub.sendWith(hub.token(Role.ADMIN), "POST", NOTICES, body, "Idempotency-Key", key);
    }

    private HttpResponse<String> withdraw(String id) {
        return hub.sendWith(hub.token(Role.ADMIN), "DELETE", NOTICES + "/" + id, "");
    }

    @Test
    void standOnceTheyAreSaid() {
        var said = say(body("<b>Salesforce</b> is down"), "k-1");

        String id = AdminNotice.idOf("tester", "k-1");
        assertThat(said.statusCode()).as(said.body()).isEqualTo(201);
        assertThat(said.body())
                .isEqualTo(
                        ("{\"id\":\"%s\",\"level\":\"warning\","
                                        + "\"text\":\"<b>Salesforce</b> is down\",\"until\":\"%s\","
                                        + "\"said_by\":\"tester\",\"said_at\":\"%s\"}")
                                .formatted(id, inAnHour(), clock.instant()));
        assertThat(hub.get(NOTICES, Role.ADMIN).body())
                .isEqualTo("{\"items\":[" + said.body() + "]}");
    }

    @Test
    void areSaidOnceForEachKey() {
        var first = say(body("The bot is down"), "k-1");
        clock.advance(Duration.ofMillis(1));
        var repeat =
                say(
                        body("The bot is down")
                                .replace(
                                        inAnHour().toString(),
                                        inAnHour().minusMillis(1).toString()),
                        "k-1");
        var other = say(body("The desk is down"), "k-1");

        assertThat(repeat.statusCode()).isEqualTo(201);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(notices.standing()).hasSize(1);
    }

    @Test
    void areRefusedWhenAsManyStandAsMay() {
        say(body("One"), "k-1");
        say(body("Two"), "k-2");

        var third = say(body("Three"), "k-3");

        assertThat(third.statusCode()).isEqualTo(409);
        assertThat(third.body()).contains("20 notices stand already");
    }

    @Test
    void areWithdrawnOnce() {
        say(body("The bot is down"), "k-1");
        String id = AdminNotice.idOf("tester", "k-1");

        assertThat(withdraw(id).statusCode()).isEqualTo(204);
        assertThat(withdraw(id).statusCode()).isEqualTo(404);
        assertThat(notices.standing()).isEmpty();
    }

    @Test
    void areAuditedBeforeAndAfterWithoutTheirText() {
        say(body("The bot is down"), "k-1");
        String id = AdminNotice.idOf("tester", "k-1");
        withdraw(id);

        assertThat(audit.begun())
                .containsExactly("tester notice.say", "tester notice.withdraw " + id);
        assertThat(audit.lines())
                .containsExactly(
                        "tester notice.say " + id + " warning until " + inAnHour(),
                        "tester notice.withdraw " + id);
    }

    @Test
    void needAKey() {
        var answer = hub.sendWith(hub.token(Role.ADMIN), "POST", NOTICES, body("The bot is down"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"Idempotency-Key\"", "missing");
        assertThat(say(body("The bot is down"), "x".repeat(501)).statusCode()).isEqualTo(422);
        assertThat(notices.standing()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'level':'loud','text':'a','until':'%s'}                      | level",
                "{'level':'info','text':' ','until':'%s'}                      | text",
                "{'level':'info','text':'a','until':'tomorrow'}                | until",
                "{'level':'info','text':'a','until':'2020-01-31T12:00:00Z'}    | until",
                "{'level':'info','text':'a','until':'2999-01-31T12:00:00Z'}    | until",
                "{'level':'info','text':'a'}                                   | until",
                "{'level':'info','text':'a','until':'%s','tenant':'elektra'}   | tenant"
            })
    void refuseWhatNobodyCanSay(String body, String field) {
        var answer = say(body.replace('\'', '"').formatted(inAnHour()), "k-1");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        assertThat(notices.standing()).isEmpty();
    }
}
