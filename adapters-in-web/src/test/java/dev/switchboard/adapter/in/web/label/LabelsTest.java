package dev.switchboard.adapter.in.web.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeLabels;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.label.Label;
import dev.switchboard.domain.label.LabelList;
import dev.switchboard.domain.label.LabelList.Kind;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WebTest
class LabelsTest {

    private static final String OUTCOMES = "/v1/outcomes";
    private static final String ITEMS =
            "\"items\":[{\"id\":\"solved\",\"name\":\"Solved\",\"color\":\"#2e7d32\",\"retired\":false},"
                    + "{\"id\":\"spam\",\"name\":\"Spam\",\"retired\":true}]";
    private static final String BODY = "{\"required\":true," + ITEMS + "}";

    private final Hub hub;
    private final FakeLabels labels;
    private final FakeAudit audit;

    LabelsTest(Hub hub, FakeLabels labels, FakeAudit audit) {
        this.hub = hub;
        this.labels = labels;
        this.audit = audit;
    }

    @BeforeEach
    void withoutAny() {
        labels.reset();
        audit.reset();
    }

    private HttpResponse<String> put(String path, String body, String... headers) {
        return hub.sendWith(hub.token(Role.SUPERVISOR), "PUT", path, body, headers);
    }

    @Test
    void keepsTheOutcomesOfATenant() {
        assertThat(hub.get(OUTCOMES, Role.AGENT).body())
                .isEqualTo("{\"version\":0,\"required\":false,\"items\":[]}");

        var added = put(OUTCOMES, BODY);

        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(added.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(added.body()).isEqualTo("{\"version\":1,\"required\":true," + ITEMS + "}");
        assertThat(hub.get(OUTCOMES, Role.AGENT).body()).isEqualTo(added.body());
        assertThat(audit.lines()).containsExactly("tester outcomes.save default version 1");
    }

    @Test
    void keepsTagsApartAndRequiresNone() {
        put(OUTCOMES, BODY);

        var added = put("/v1/tags", "{" + ITEMS + "}");
        var refused = put("/v1/tags", BODY, "If-Match", "\"1\"");

        assertThat(added.body()).isEqualTo("{\"version\":1," + ITEMS + "}");
        assertThat(hub.get("/v1/tags", Role.AGENT).body()).isEqualTo(added.body());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"field\":\"required\"");
        assertThat(audit.lines()).last().isEqualTo("tester tags.save default version 1");
    }

    @Test
    void changesTheVersionThatIsNamed() {
        put(OUTCOMES, BODY);

        var again = put(OUTCOMES, BODY);
        var changed = put(OUTCOMES, BODY, "If-Match", "\"1\"");
        var late = put(OUTCOMES, BODY, "If-Match", "\"1\"");
        var any = put(OUTCOMES, BODY, "If-Match", "*");

        assertThat(again.statusCode()).isEqualTo(412);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("\"version\":2");
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(any.headers().firstValue("ETag")).hasValue("\"3\"");
        assertThat(put(OUTCOMES, BODY, "If-Match", "\"0\"").statusCode()).isEqualTo(400);
        assertThat(audit.lines()).hasSize(3);
    }

    @Test
    void removesNone() {
        put(OUTCOMES, BODY);

        var answer =
                put(
                        OUTCOMES,
                        "{\"items\":[{\"id\":\"solved\",\"name\":\"Solved\"}]}",
                        "If-Match",
                        "\"1\"");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"items\"", "retired and not removed: spam");
        assertThat(hub.get(OUTCOMES, Role.AGENT).body()).contains("\"version\":1");
    }

    @Test
    void showsNobodyAnotherTenants() {
        TenantId elektra = new TenantId("elektra");
        Label label = new Label(new LabelId("secret"), "Secret", null, false);
        labels.save(new LabelList(elektra, Kind.OUTCOMES, 1, false, List.of(label)));

        assertThat(hub.get(OUTCOMES, Role.ADMIN).body()).contains("\"items\":[]");
        assertThat(put(OUTCOMES, BODY).statusCode()).isEqualTo(201);
        assertThat(labels.list(elektra, Kind.OUTCOMES).version()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                        | items",
                "{'items':[1]}                                             | items",
                "{'items':[],'required':true}                              | required",
                "{'items':[{'id':'A','name':'a'}]}                         | items[0].id",
                "{'items':[{'id':'a','name':'a'},{'id':'b'}]}              | items[1].name",
                "{'items':[{'id':'a','name':'a','color':'red'}]}           | items[0].color",
                "{'items':[{'id':'a','name':'a'},{'id':'a','name':'b'}]}   | items",
                "{'items':[],'x':1}                                        | x"
            })
    void refusesWhatIsNone(String body, String field) {
        var answer = put(OUTCOMES, body.replace('\'', '"'));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        assertThat(audit.lines()).isEmpty();
    }
}
