package dev.switchboard.adapter.in.web.audit;

import static dev.switchboard.domain.identity.Role.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WebTest
class AuditTest {

    private final Hub hub;
    private final FakeAudit audit;

    AuditTest(Hub hub, FakeAudit audit) {
        this.hub = hub;
        this.audit = audit;
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
                                + "\"detail\":\"why not\"}],\"next\":\"3\"}");
    }

    @Test
    void goesOnBehindAnEntry() {
        var answer = hub.get("/v1/audit?before=3&limit=100", ADMIN);

        assertThat(answer.body())
                .contains("channel.update", "channel.create", "\"next\":null")
                .doesNotContain("channel.delete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "x", "1e3", "", "99999999999999999999"})
    void refusesAnImpossibleLimit(String limit) {
        var answer = hub.get("/v1/audit?limit=" + limit, ADMIN);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"limit\"", "\"Invalid limit\"");
    }
}
