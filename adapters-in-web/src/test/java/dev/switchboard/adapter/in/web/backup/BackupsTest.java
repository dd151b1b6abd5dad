package dev.switchboard.adapter.in.web.backup;

import static dev.switchboard.domain.identity.Role.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeBackups;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WebTest
class BackupsTest {

    private static final String FIRST = "20990527T211000.000Z-000000000000000000000001";
    private static final String SECOND = "20990527T211000.000Z-000000000000000000000002";

    private final Hub hub;
    private final FakeBackups backups;
    private final FakeAudit audit;

    BackupsTest(Hub hub, FakeBackups backups, FakeAudit audit) {
        this.hub = hub;
        this.backups = backups;
        this.audit = audit;
    }

    @BeforeEach
    void withoutAny() {
        backups.reset();
        audit.reset();
    }

    @Test
    void makesOne() {
        var answer = hub.post("/v1/backups", "", ADMIN);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"id\":\""
                                + FIRST
                                + "\",\"made_at\":\"2099-05-27T21:10:00Z\",\"bytes\":1}");
        assertThat(audit.lines()).containsExactly("tester backup.create " + FIRST + " 1 bytes");
    }

    @Test
    void listsTheNewestFirst() {
        hub.post("/v1/backups", "", ADMIN);
        hub.post("/v1/backups", "", ADMIN);

        var answer = hub.get("/v1/backups", ADMIN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"items\":[{\"id\":\"" + SECOND)
                .contains("{\"id\":\"" + FIRST)
                .endsWith("],\"by_database\":false}");
    }

    @Test
    void removesOneOnce() {
        hub.post("/v1/backups", "", ADMIN);

        var removed = hub.send("DELETE", "/v1/backups/" + FIRST, "", ADMIN);
        var again = hub.send("DELETE", "/v1/backups/" + FIRST, "", ADMIN);

        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.body()).contains("Unknown backup");
        assertThat(audit.lines()).hasSize(2).last().isEqualTo("tester backup.remove " + FIRST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "...", "20260131T120000.000Z-1"})
    void refusesWhatNamesNoBackup(String name) {
        var answer = hub.send("DELETE", "/v1/backups/" + name, "", ADMIN);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"backup_id\"");
    }

    @Test
    void leavesBackupsOfADatabaseToIt() {
        backups.leaveThemToTheDatabase();

        var answer = hub.post("/v1/backups", "", ADMIN);

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("\"code\":1504", "MongoDB");
        assertThat(hub.get("/v1/backups", ADMIN).body())
                .isEqualTo("{\"items\":[],\"by_database\":true}");
        assertThat(hub.send("DELETE", "/v1/backups/" + FIRST, "", ADMIN).statusCode())
                .isEqualTo(404);
        assertThat(audit.lines()).isEmpty();
    }
}
