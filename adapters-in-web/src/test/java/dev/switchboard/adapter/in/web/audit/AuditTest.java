package dev.switchboard.adapter.in.web.audit;

import static dev.switchboard.domain.identity.Role.ADMIN;
import static dev.switchboard.domain.identity.Role.AGENT;
import static dev.switchboard.domain.identity.Role.SERVICE;
import static dev.switchboard.domain.identity.Role.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.in.audit.ReadAudit.ChainCheck;
import dev.switchboard.application.port.in.audit.ReadAudit.Flaw;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@WebTest
class AuditTest {

    private final Hub hub;
    private final FakeAudit audit;
    private final AuditedRoutes routes;
    private final List<RequestMappingHandlerMapping> mappings;

    AuditTest(
            Hub hub,
            FakeAudit audit,
            AuditedRoutes routes,
            List<RequestMappingHandlerMapping> mappings) {
        this.hub = hub;
        this.audit = audit;
        this.routes = routes;
        this.mappings = mappings;
    }

    @BeforeEach
    void withThreeEntries() {
        audit.reset();
        audit.record("root", "channel.create", "a", "");
        audit.record("root", "channel.update", "a", "");
        audit.record("ada", "channel.delete", "a", "why not");
    }

    @Test
    void listsTheNewestFirst() {
        var answer = hub.get("/v1/audit?limit=1", ADMIN);

        assertThat(answer.body())
                .isEqualTo(
                        "{\"items\":[{\"id\":\"3\",\"at\":\"2026-01-31T12:00:02Z\",\"actor\":\"ada\","
                                + "\"action\":\"channel.delete\",\"subject\":\"a\","
                                + "\"detail\":\"why not\",\"outcome\":\"done\","
                                + "\"address\":\"\",\"request_id\":\"\",\"previous\":\"\","
                                + "\"hash\":\"\"}],\"next\":\"3\"}");
    }

    @Test
    void goesOnBehindAnEntry() {
        var answer = hub.get("/v1/audit?before=3&limit=100", ADMIN);

        assertThat(answer.body())
                .contains("channel.update", "channel.create", "\"next\":null")
                .doesNotContain("channel.delete");
    }

    @Test
    void saysWhereToGoOnThoughNothingIsFoundYet() {
        audit.looksAt(2);

        assertThat(hub.get("/v1/audit?action=channel.create", ADMIN).body())
                .isEqualTo("{\"items\":[],\"next\":\"2\"}");
        assertThat(hub.get("/v1/audit?action=channel.create&before=2", ADMIN).body())
                .contains("channel.create", "\"next\":null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "x", "1e3", "", "99999999999999999999"})
    void refusesAnImpossibleLimit(String limit) {
        var answer = hub.get("/v1/audit?limit=" + limit, ADMIN);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"limit\"", "\"Invalid limit\"");
    }

    @Test
    void filtersByActorActionTargetAndTime() {
        assertThat(hub.get("/v1/audit?actor=ada", ADMIN).body())
                .contains("channel.delete")
                .doesNotContain("channel.create");
        assertThat(hub.get("/v1/audit?action=channel.update&target=a", ADMIN).body())
                .contains("channel.update")
                .doesNotContain("channel.create", "channel.delete");
        assertThat(
                        hub.get(
                                        "/v1/audit?from=2026-01-31T12:00:01Z&to=2026-01-31T12:00:02Z",
                                        ADMIN)
                                .body())
                .contains("channel.update")
                .doesNotContain("channel.create", "channel.delete");
        assertThat(hub.get("/v1/audit?target=b", ADMIN).body()).contains("\"items\":[]");
    }

    @Test
    void refusesAMomentThatIsNone() {
        var answer = hub.get("/v1/audit?from=yesterday", ADMIN);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"from\"");
    }

    @Test
    void exportsALinePerEntryOldestFirst() {
        var answer = hub.get("/v1/audit/export?actor=root", ADMIN);

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/x-ndjson"));
        assertThat(answer.body().lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"action\":\"channel.create\""),
                        second -> assertThat(second).contains("\"action\":\"channel.update\""));
    }

    @Test
    void exportsATableForSpreadsheets() {
        audit.record("=cmd|'/c calc'!A0", "account.create", "x,\"y\"", "");

        var answer =
                hub.sendWith(
                        hub.token(ADMIN),
                        "GET",
                        "/v1/audit/export?target=x,%22y%22",
                        "",
                        "Accept",
                        "text/csv");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(answer.body().lines())
                .satisfiesExactly(
                        names -> assertThat(names).startsWith("id,at,actor,action,subject,detail,"),
                        entry ->
                                assertThat(entry)
                                        .contains(",'=cmd|'/c calc'!A0,", ",\"x,\"\"y\"\"\","));
    }

    @Test
    void goesOnWithAnExport() {
        var answer = hub.get("/v1/audit/export?after=2", ADMIN);

        assertThat(answer.body().lines()).singleElement().asString().contains("channel.delete");
    }

    @Test
    void breaksAnExportOffThatItCannotFinish() {
        for (int more = 0; more < 600; more++) {
            audit.record("root", "channel.update", "a", "a longer detail".repeat(10));
        }
        audit.isAwayAfter("500");

        assertThatThrownBy(() -> hub.get("/v1/audit/export", ADMIN))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void saysThatTheChainIsIntact() {
        audit.finds(new ChainCheck.Intact(7, 2, "aud_n1", "aud_n7", "ab12"));

        assertThat(hub.get("/v1/audit/verify", ADMIN).body())
                .isEqualTo(
                        "{\"intact\":true,\"entries\":7,\"unchained\":2,\"oldest\":\"aud_n1\","
                                + "\"newest\":\"aud_n7\",\"hash\":\"ab12\",\"broken\":null}");
    }

    @Test
    void namesTheFirstEntryThatIsBroken() {
        audit.finds(new ChainCheck.Broken("aud_n5", Flaw.MISSING_BEFORE));

        assertThat(hub.get("/v1/audit/verify", ADMIN).body())
                .contains(
                        "\"intact\":false",
                        "\"broken\":{\"id\":\"aud_n5\",\"flaw\":\"missing_before\"}");
    }

    @Test
    void recordsReadsBeforeTheyAreAnswered() {
        hub.get("/v1/conversations/session:a/messages", ADMIN);
        hub.get("/v1/messages?conversation=session:b", ADMIN);
        hub.get("/v1/messages/msg_00000000000000000000000000000001/trace", ADMIN);
        hub.get("/v1/audit/export", ADMIN);

        assertThat(audit.reads())
                .containsExactly(
                        "tester conversation.read session:a",
                        "tester conversation.read session:b",
                        "tester message.read msg_00000000000000000000000000000001",
                        "tester audit.export");
    }

    @Test
    void recordsNoReadOfALinkThatNeedsNoAccount() {
        hub.get("/v1/media/00000000-0000-0000-0000-000000000001?exp=1&sig=x");

        assertThat(audit.reads()).isEmpty();
    }

    @Test
    void recordsWhoReadsAFile() {
        hub.get("/v1/media/00000000-0000-0000-0000-000000000001", AGENT);

        assertThat(audit.reads())
                .containsExactly("tester media.read 00000000-0000-0000-0000-000000000001");
    }

    @Test
    void beginsAChangeBeforeItIsMade() {
        hub.send("DELETE", "/v1/accounts/nobody", "", ADMIN);

        assertThat(audit.begun()).containsExactly("tester DELETE /v1/accounts/{username} nobody");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(audit.ended())
                                .containsExactly("DELETE /v1/accounts/{username} null"));
    }

    @Test
    void beginsAChangeThatASupervisorMakesBeforeItIsMade() {
        String body = "{\"required\":false,\"items\":[]}";

        hub.sendWith(hub.token(SUPERVISOR), "PUT", "/v1/tags", body, "If-Match", "\"99\"");

        assertThat(audit.begun()).containsExactly("tester tags.save");
    }

    @Test
    void tellsAnAdminFromASystemThatDoesTheSame() {
        hub.post("/api/netomi/refresh-token", "{}", SERVICE);
        hub.post("/api/netomi/refresh-token", "{}", SERVICE, ADMIN);

        assertThat(audit.begun()).containsExactly("tester token.refresh");
    }

    @Test
    void beginsNoTrialOfAnImport() {
        String path = "/v1/canned-replies/import?dry_run=";
        for (String trial : List.of("true", "false")) {
            hub.send(
                    hub.request(path + trial)
                            .header("Authorization", "Bearer " + hub.token(SUPERVISOR))
                            .header("Content-Type", "text/csv")
                            .PUT(BodyPublishers.ofString("shortcut,title\n")));
        }

        assertThat(audit.begun()).containsExactly("tester canned_reply.import");
    }

    @Test
    void beginsNothingForReadsAndMessages() {
        hub.get("/v1/audit", ADMIN);
        hub.send("POST", "/channel/message", "{}", SERVICE);

        assertThat(audit.begun()).isEmpty();
    }

    /// The names of placeholders may differ, the patterns must not.
    @Test
    void findsEveryRouteThatChangesSomethingForAdmins() {
        List<String> changing = new ArrayList<>();
        for (RequestMappingHandlerMapping mapping : mappings) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                    info.getPatternValues().stream()
                            .filter(path -> routes.find(method.name(), path) != null)
                            .forEach(path -> changing.add(method + " " + path));
                }
            }
        }

        assertThat(changing)
                .contains(
                        "DELETE /channel/{channel_id}",
                        "DELETE /v1/accounts/{username}",
                        "DELETE /v1/organisation/{org}/user/{user}",
                        "POST /v1/accounts",
                        "PUT /v1/accounts/{username}/roles",
                        "GET /v1/messages/{id}/trace")
                .hasSizeGreaterThanOrEqualTo(30);
    }
}
