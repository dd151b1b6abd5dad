package dev.switchboard.adapter.in.web.canned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeCannedReplies;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.Role;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WebTest
class CannedRepliesTest {

    private static final String HELLO = "/v1/canned-replies/hello";
    private static final String OWN = "/v1/own-canned-replies/hello";
    private static final String BODY = "{\"title\":\"Greeting\",\"text\":\"Hi {{customer.name}}\"}";
    private static final String VIEW =
            "{\"shortcut\":\"hello\",\"version\":%d,\"title\":\"Greeting\",\"text\":\"Hi {{customer.name}}\",\"queues\":[]}";

    private final Hub hub;
    private final FakeCannedReplies replies;
    private final FakeAudit audit;

    CannedRepliesTest(Hub hub, FakeCannedReplies replies, FakeAudit audit) {
        this.hub = hub;
        this.replies = replies;
        this.audit = audit;
    }

    @BeforeEach
    void withoutAny() {
        replies.reset();
        audit.reset();
    }

    private HttpResponse<String> put(String path, String body, String... headers) {
        return hub.sendWith(hub.token(Role.SUPERVISOR), "PUT", path, body, headers);
    }

    @Test
    void addsAndListsOne() {
        var added = put(HELLO, BODY);
        var listed = hub.get("/v1/canned-replies", Role.AGENT);

        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(added.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(added.headers().firstValue("Location")).hasValue(HELLO);
        assertThat(added.body()).isEqualTo(VIEW.formatted(1));
        assertThat(listed.body()).isEqualTo("{\"items\":[" + VIEW.formatted(1) + "]}");
        assertThat(audit.lines()).containsExactly("tester canned_reply.save hello of default");
    }

    @Test
    void changesTheVersionThatIsNamed() {
        put(HELLO, BODY);

        var again = put(HELLO, BODY);
        var changed = put(HELLO, BODY, "If-Match", "\"1\"");
        var late = put(HELLO, BODY, "If-Match", "\"1\"");

        assertThat(again.statusCode()).isEqualTo(412);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).isEqualTo(VIEW.formatted(2));
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(put(HELLO, BODY, "If-Match", "1").statusCode()).isEqualTo(400);
        assertThat(audit.lines()).hasSize(2);
    }

    @Test
    void addsNothingForAVersionThatNoneHas() {
        assertThat(put(HELLO, BODY, "If-Match", "\"0\"").statusCode()).isEqualTo(400);
        assertThat(put(HELLO, BODY, "If-Match", "*").statusCode()).isEqualTo(412);

        assertThat(replies.list(Shelf.of(TenantId.DEFAULT))).isEmpty();
        put(HELLO, BODY);
        assertThat(put(HELLO, BODY, "If-Match", "*").body()).isEqualTo(VIEW.formatted(2));
    }

    @Test
    void removesOneOnce() {
        put(HELLO, BODY);

        assertThat(hub.send("DELETE", HELLO, "", Role.SUPERVISOR).statusCode()).isEqualTo(204);
        assertThat(hub.send("DELETE", HELLO, "", Role.SUPERVISOR).statusCode()).isEqualTo(404);
        assertThat(audit.lines()).last().isEqualTo("tester canned_reply.remove hello of default");
    }

    @Test
    void showsNobodyAnotherTenants() {
        Shelf elektra = Shelf.of(new TenantId("elektra"));
        replies.save(new CannedReply(elektra, "secret", 1, "Title", "Text", List.of(), null));

        assertThat(hub.get("/v1/canned-replies", Role.ADMIN).body()).isEqualTo("{\"items\":[]}");
        assertThat(hub.send("DELETE", "/v1/canned-replies/secret", "", Role.ADMIN).statusCode())
                .isEqualTo(404);
        assertThat(replies.list(elektra)).hasSize(1);
    }

    @Test
    void takesAsManyAsAConsoleCanSearch() {
        put(HELLO, BODY);
        put("/v1/canned-replies/two", BODY);

        var third = put("/v1/canned-replies/three", BODY);
        assertThat(third.statusCode()).isEqualTo(409);
        assertThat(third.body()).contains("There are " + KeepCannedReplies.MOST + " already");
    }

    @Test
    void bindsOneToQueues() {
        var bound = put(HELLO, BODY.replace("}}\"}", "}}\",\"queues\":[\"default\"]}"));
        var listed = hub.get("/v1/canned-replies", Role.AGENT);
        var unbound = put(HELLO, BODY, "If-Match", "\"1\"");

        assertThat(bound.statusCode()).as(bound.body()).isEqualTo(201);
        assertThat(bound.body()).contains("\"queues\":[\"default\"]");
        assertThat(listed.body()).contains("\"queues\":[\"default\"]");
        assertThat(unbound.body()).isEqualTo(VIEW.formatted(2));
    }

    @ParameterizedTest
    @CsvSource({
        "'',",
        "',\"locale\":null',",
        "',\"locale\":\"ES\"',es",
        "',\"locale\":\"pt-br\"',pt-BR"
    })
    void saysItsLanguage(String member, @Nullable String language) {
        String body = BODY.replace("}}\"}", "}}\"" + member + "}");
        String ends = language == null ? "[]}" : "[],\"locale\":\"" + language + "\"}";

        assertThat(put(HELLO, body).body()).endsWith(ends);
        assertThat(own("PUT", body).body()).endsWith(ends);
        assertThat(hub.get("/v1/canned-replies", Role.AGENT).body()).contains(ends);
        assertThat(hub.get("/v1/own-canned-replies", Role.AGENT).body()).contains(ends);
    }

    @Test
    void saysWhatALanguageIs() {
        var refused = put(HELLO, BODY.replace("}}\"}", "}}\",\"locale\":\"es_MX\"}"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Invalid locale: it is a language such as es, en or pt-BR");
    }

    private HttpResponse<String> own(String method, String body, String... headers) {
        return hub.sendWith(hub.token(Role.AGENT), method, OWN, body, headers);
    }

    @Test
    void keepsThoseOfAnAgentsOwn() {
        var added = own("PUT", BODY);
        var again = own("PUT", BODY);
        var changed = own("PUT", BODY, "If-Match", "\"1\"");
        var listed = hub.get("/v1/own-canned-replies", Role.AGENT);

        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(added.headers().firstValue("Location")).hasValue(OWN);
        assertThat(again.statusCode()).isEqualTo(412);
        assertThat(changed.body()).isEqualTo(VIEW.formatted(2));
        assertThat(listed.body()).isEqualTo("{\"items\":[" + VIEW.formatted(2) + "]}");
        assertThat(own("DELETE", "").statusCode()).isEqualTo(204);
        assertThat(own("DELETE", "").statusCode()).isEqualTo(404);
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void showsNobodyWhatIsAnothersOwn() {
        Shelf adas = new Shelf(TenantId.DEFAULT, new AgentId("ada"));
        replies.save(new CannedReply(adas, "hello", 1, "Title", "Text", List.of(), null));

        for (Role role : List.of(Role.AGENT, Role.SUPERVISOR, Role.ADMIN)) {
            assertThat(hub.get("/v1/own-canned-replies", role).body()).isEqualTo("{\"items\":[]}");
            assertThat(hub.get("/v1/canned-replies", role).body()).isEqualTo("{\"items\":[]}");
        }
        assertThat(own("DELETE", "").statusCode()).isEqualTo(404);
        assertThat(own("PUT", BODY, "If-Match", "\"1\"").statusCode()).isEqualTo(412);
        assertThat(hub.send("DELETE", HELLO, "", Role.SUPERVISOR).statusCode()).isEqualTo(404);
        assertThat(replies.list(adas)).hasSize(1);
    }

    @Test
    void bindsNoneOfAnAgentsOwnToAQueue() {
        var refused = own("PUT", BODY.replace("}}\"}", "}}\",\"queues\":[\"default\"]}"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"field\":\"queues\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello   | {'title':'t'}                | text",
                "hello   | {'title':'t','text':'{{a'}   | text",
                "hello   | {'title':' ','text':'t'}     | title",
                "HELLO   | {'title':'t','text':'t'}     | shortcut",
                "hello   | {'title':'t','text':'t','x':1} | x",
                "hello   | {'title':'t','text':'t','locale':7} | locale",
                "hello   | {'title':'t','text':'t','locale':''} | locale",
                "hello   | {'title':'t','text':'t','queues':'default'} | queues",
                "hello   | {'title':'t','text':'t','queues':['default','nowhere']} | queues"
            })
    void refusesWhatIsNone(String shortcut, String body, String field) {
        var answer = put("/v1/canned-replies/" + shortcut, body.replace('\'', '"'));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        assertThat(audit.lines()).isEmpty();
    }
}
