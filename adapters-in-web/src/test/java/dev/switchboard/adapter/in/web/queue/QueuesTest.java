package dev.switchboard.adapter.in.web.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeGoals;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WebTest
class QueuesTest {

    private static final String SALES = "/v1/queues/sales";
    private static final String BODY =
            "{\"answer_within_s\":60,\"reply_within_s\":120,\"wrap_up_s\":30}";

    private final Hub hub;
    private final FakeGoals goals;
    private final FakeAudit audit;

    QueuesTest(Hub hub, FakeGoals goals, FakeAudit audit) {
        this.hub = hub;
        this.goals = goals;
        this.audit = audit;
    }

    @BeforeEach
    void withoutAny() {
        goals.reset();
        audit.reset();
    }

    private HttpResponse<String> put(String path, String body, String... headers) {
        return hub.sendWith(hub.token(Role.ADMIN), "PUT", path, body, headers);
    }

    @Test
    void haveTheGoalsOfTheTenant() {
        assertThat(hub.get(SALES, Role.AGENT).body())
                .isEqualTo(
                        "{\"queue_id\":\"sales\",\"version\":0,\"answer_within_s\":null,\"reply_within_s\":null,\"wrap_up_s\":null}");
        assertThat(hub.get(SALES, Role.AGENT).headers().firstValue("ETag")).isEmpty();

        var added = put(SALES, BODY);

        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(added.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(added.body())
                .isEqualTo(
                        "{\"queue_id\":\"sales\",\"version\":1,\"answer_within_s\":60,\"reply_within_s\":120,\"wrap_up_s\":30}");
        assertThat(hub.get(SALES, Role.AGENT).body()).isEqualTo(added.body());
        assertThat(hub.get(SALES, Role.AGENT).headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(hub.get("/v1/queues", Role.AGENT).body())
                .startsWith("{\"items\":[{\"queue_id\":\"default\",\"version\":0,")
                .endsWith(added.body() + "]}");
        assertThat(audit.lines()).containsExactly("tester queue.save sales of default, version 1");
    }

    @Test
    void areChangedInTheVersionThatIsNamed() {
        put(SALES, BODY);

        var again = put(SALES, BODY);
        var changed = put(SALES, "{\"answer_within_s\":30}", "If-Match", "\"1\"");
        var late = put(SALES, BODY, "If-Match", "\"1\"");
        var any = put(SALES, "{}", "If-Match", "*");

        assertThat(again.statusCode()).isEqualTo(412);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body())
                .contains("\"answer_within_s\":30,\"reply_within_s\":null,\"wrap_up_s\":null");
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(any.headers().firstValue("ETag")).hasValue("\"3\"");
        assertThat(audit.lines()).hasSize(3);
    }

    @Test
    void areThoseOfTheSetting() {
        assertThat(hub.get("/v1/queues/none", Role.AGENT).statusCode()).isEqualTo(404);
        assertThat(hub.get("/v1/queues/a%20b", Role.AGENT).statusCode()).isEqualTo(404);
        assertThat(put("/v1/queues/none", BODY).statusCode()).isEqualTo(404);
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void showNobodyAnotherTenants() {
        TenantId elektra = new TenantId("elektra");
        QueueId sales = new QueueId("sales");
        goals.save(new QueueGoals(elektra, sales, 1, Duration.ofSeconds(7), null, null));

        assertThat(hub.get(SALES, Role.ADMIN).body()).contains("\"version\":0");
        assertThat(put(SALES, BODY).statusCode()).isEqualTo(201);
        assertThat(goals.find(elektra, sales).orElseThrow().answerWithin())
                .isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'answer_within_s':0}       | answer_within_s",
                "{'answer_within_s':'1'}     | answer_within_s",
                "{'reply_within_s':86401}    | reply_within_s",
                "{'reply_within_s':1.5}      | reply_within_s",
                "{'wrap_up_s':-1}            | wrap_up_s",
                "{'wrap_up_s':3601}          | wrap_up_s",
                "{'name':'Sales'}            | name"
            })
    void refuseWhatIsNoGoal(String body, String field) {
        var answer = put(SALES, body.replace('\'', '"'));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        assertThat(audit.lines()).isEmpty();
    }
}
