package dev.switchboard.adapter.in.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeViews;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.view.SavedView;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WebTest
class ViewsTest {

    private static final String ALL = "/v1/views";
    private static final String FIRST = "000000000000000000000001";
    private static final String ONE = ALL + "/" + FIRST;
    private static final String BODY =
            "{\"screen\":\"hub/parked\",\"name\":\"Slack\",\"query\":\"target=channel%3Aslack\"";
    private static final String OWN = BODY + "}";
    private static final String SHARED = BODY + ",\"shared\":true}";

    private final Hub hub;
    private final FakeViews views;
    private final FakeAudit audit;

    ViewsTest(Hub hub, FakeViews views, FakeAudit audit) {
        this.hub = hub;
        this.views = views;
        this.audit = audit;
    }

    @BeforeEach
    void withoutAny() {
        views.reset();
        audit.reset();
    }

    private static String view(long version, boolean shared) {
        return "{\"id\":\"%s\",\"version\":%d,%s,\"shared\":%s}"
                .formatted(FIRST, version, BODY.substring(1), shared);
    }

    private HttpResponse<String> send(
            Role role, String method, String path, String body, String... headers) {
        return hub.sendWith(hub.token(role), method, path, body, headers);
    }

    @Test
    void keepThoseOfSomebodysOwn() {
        var added = send(Role.AGENT, "POST", ALL, OWN);
        var listed = hub.get(ALL, Role.AGENT);
        var unnamed = send(Role.AGENT, "PUT", ONE, OWN);
        var changed = send(Role.AGENT, "PUT", ONE, OWN, "If-Match", "\"1\"");
        var late = send(Role.AGENT, "PUT", ONE, OWN, "If-Match", "\"1\"");

        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(added.headers().firstValue("Location")).hasValue(ONE);
        assertThat(added.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(added.body()).isEqualTo(view(1, false));
        assertThat(listed.body()).isEqualTo("{\"items\":[" + view(1, false) + "]}");
        assertThat(unnamed.statusCode()).isEqualTo(412);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(changed.body()).isEqualTo(view(2, false));
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(send(Role.AGENT, "DELETE", ONE, "").statusCode()).isEqualTo(204);
        assertThat(send(Role.AGENT, "DELETE", ONE, "").statusCode()).isEqualTo(404);
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void shareThoseOfSupervisorsAndAdmins() {
        var added = send(Role.SUPERVISOR, "POST", ALL, SHARED);
        var changed = send(Role.ADMIN, "PUT", ONE, SHARED, "If-Match", "*");

        assertThat(added.body()).isEqualTo(view(1, true));
        assertThat(changed.body()).isEqualTo(view(2, true));
        assertThat(hub.get(ALL, Role.AGENT).body()).contains(FIRST);
        assertThat(send(Role.AGENT, "POST", ALL, SHARED).statusCode()).isEqualTo(403);
        assertThat(send(Role.AGENT, "PUT", ONE, OWN, "If-Match", "*").statusCode()).isEqualTo(403);
        assertThat(send(Role.AGENT, "DELETE", ONE, "").statusCode()).isEqualTo(403);
        assertThat(send(Role.SUPERVISOR, "DELETE", ONE, "").statusCode()).isEqualTo(204);
        assertThat(audit.lines())
                .containsExactly(
                        "tester view.save " + FIRST + " of default",
                        "tester view.save " + FIRST + " of default",
                        "tester view.remove " + FIRST + " of default");
    }

    @Test
    void tellTheAuditOfWhatIsSharedNoMore() {
        send(Role.SUPERVISOR, "POST", ALL, OWN);
        var shared = send(Role.SUPERVISOR, "PUT", ONE, SHARED, "If-Match", "*");
        var own = send(Role.SUPERVISOR, "PUT", ONE, OWN, "If-Match", "*");

        assertThat(shared.body()).isEqualTo(view(2, true));
        assertThat(own.body()).isEqualTo(view(3, false));
        assertThat(audit.lines()).hasSize(2);
    }

    @Test
    void showNobodyWhatIsAnothers() {
        Shelf adas = new Shelf(TenantId.DEFAULT, new AgentId("ada"));
        Shelf elektra = Shelf.of(new TenantId("elektra"));
        views.save(new SavedView(FIRST, 1, adas, "search", "Hers", ""), adas);
        views.save(new SavedView("2", 1, elektra, "search", "Theirs", ""), elektra);

        assertThat(hub.get(ALL, Role.ADMIN).body()).isEqualTo("{\"items\":[]}");
        assertThat(send(Role.ADMIN, "DELETE", ONE, "").statusCode()).isEqualTo(404);
        assertThat(send(Role.ADMIN, "PUT", ONE, OWN, "If-Match", "*").statusCode()).isEqualTo(404);
        assertThat(send(Role.ADMIN, "DELETE", ALL + "/2", "").statusCode()).isEqualTo(404);
    }

    @Test
    void areSavedOnceByARepeatedRequest() {
        String[] key = {"Idempotency-Key", "k-1"};
        var first = send(Role.SUPERVISOR, "POST", ALL, SHARED, key);
        var again = send(Role.SUPERVISOR, "POST", ALL, SHARED, key);
        var reused = send(Role.SUPERVISOR, "POST", ALL, OWN, key);
        var other = send(Role.SUPERVISOR, "POST", ALL, SHARED, "Idempotency-Key", "k-2");
        var blank = send(Role.SUPERVISOR, "POST", ALL, SHARED, "Idempotency-Key", " ");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(reused.statusCode()).isEqualTo(409);
        assertThat(other.body()).isNotEqualTo(first.body());
        assertThat(blank.statusCode()).isEqualTo(422);
        assertThat(hub.get(ALL, Role.SUPERVISOR).body().split("\"id\"", -1)).hasSize(3);
        assertThat(audit.lines()).hasSize(2);
    }

    @Test
    void areBounded() {
        for (int number = 0; number < 3; number++) {
            assertThat(send(Role.AGENT, "POST", ALL, OWN).statusCode()).isEqualTo(201);
        }

        var more = send(Role.AGENT, "POST", ALL, OWN);
        assertThat(more.statusCode()).isEqualTo(409);
        assertThat(more.body()).contains("There are 100 already");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'n','query':''}                               | screen",
                "{'screen':'search','query':''}                        | name",
                "{'screen':'search','name':'n'}                        | query",
                "{'screen':'//evil','name':'n','query':''}             | screen",
                "{'screen':'search','name':'n','query':'token=abc'}    | query",
                "{'screen':'search','name':'n','query':'','shared':1}  | shared",
                "{'screen':'search','name':'n','query':'','owner':'a'} | owner"
            })
    void refuseWhatIsNone(String body, String field) {
        var answer = send(Role.SUPERVISOR, "POST", ALL, body.replace('\'', '"'));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        assertThat(audit.lines()).isEmpty();
    }
}
