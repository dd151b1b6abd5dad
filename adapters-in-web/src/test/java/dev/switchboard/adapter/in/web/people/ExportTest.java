package dev.switchboard.adapter.in.web.people;

import static dev.switchboard.domain.identity.Role.ADMIN;
import static dev.switchboard.domain.identity.Role.SUPERVISOR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakePeople;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.domain.people.Person;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WebTest
class ExportTest {

    private final Hub hub;
    private final FakePeople people;
    private final FakeAudit audit;

    ExportTest(Hub hub, FakePeople people, FakeAudit audit) {
        this.hub = hub;
        this.people = people;
        this.audit = audit;
    }

    @BeforeEach
    void anew() {
        people.reset();
        audit.reset();
    }

    private HttpResponse<byte[]> export(String person) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    hub.request("/v1/people/" + person + "/export")
                            .header("Authorization", "Bearer " + hub.token(ADMIN))
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }

    private static Map<String, String> files(byte[] zip) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            ZipEntry entry = in.getNextEntry();
            while (entry != null) {
                files.put(entry.getName(), new String(in.readAllBytes(), UTF_8));
                entry = in.getNextEntry();
            }
        }
        return files;
    }

    @Test
    void givesAllFilesInOneZip() throws Exception {
        var answer = export("ada");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
        assertThat(files(answer.body()))
                .containsExactly(
                        entry("names.jsonl", "{\"name\":\"ada\"}\n"),
                        entry("messages.jsonl", "{\"seq\":1}\n{\"seq\":2}\n"),
                        entry("media/" + FakePeople.PHOTO.id() + "/photo.jpg", "\1\2\3"));
    }

    @Test
    void isInTheAuditWithoutTheName() throws Exception {
        export("ada");

        assertThat(audit.reads())
                .containsExactly("tester person.export " + Person.pseudonym("ada"));
    }

    @Test
    void knowsNobodyOfAnotherName() {
        var answer = hub.get("/v1/people/bob/export", ADMIN);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"code\":1200").doesNotContain("zip");
    }

    @Test
    void isForAdminsOnly() {
        assertThat(hub.get("/v1/people/ada/export", SUPERVISOR).statusCode()).isEqualTo(403);
        assertThat(hub.get("/v1/people/ada/export").statusCode()).isEqualTo(401);
    }

    @Test
    void saysThatTheStoreIsAway() {
        people.goAway();

        var answer = hub.get("/v1/people/ada/export", ADMIN);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":1501");
    }
}
