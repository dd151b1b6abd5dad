package dev.switchboard.adapter.in.web.people;

import static dev.switchboard.domain.identity.Role.ADMIN;
import static dev.switchboard.domain.identity.Role.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeErasures;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.domain.people.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WebTest
class ErasureTest {

    private static final String PSEUDONYM = Person.pseudonym("ada");

    private final Hub hub;
    private final FakeErasures erasures;
    private final FakeAudit audit;

    ErasureTest(Hub hub, FakeErasures erasures, FakeAudit audit) {
        this.hub = hub;
        this.erasures = erasures;
        this.audit = audit;
    }

    @BeforeEach
    void anew() {
        erasures.reset();
        audit.reset();
    }

    @Test
    void beginsAndSaysWhereItsStateIs() {
        var answer = hub.post("/v1/people/ada/erase", "", ADMIN);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).hasValue("/v1/people/erasures/ers_0");
        assertThat(answer.body())
                .startsWith("{\"id\":\"ers_0\",\"state\":\"running\",\"person\":\"" + PSEUDONYM)
                .contains("\"asked_by\":\"tester\"", "\"done_at\":null", "\"messages\":0")
                .doesNotContain("ada");
    }

    @Test
    void saysWhenItIsDoneAndWhatWent() {
        hub.post("/v1/people/ada/erase", "", ADMIN);
        erasures.finish();

        assertThat(hub.get("/v1/people/erasures/ers_0", ADMIN).body())
                .contains(
                        "\"state\":\"done\"",
                        "\"done_at\":\"2026-01-31T12:00:05Z\"",
                        "\"conversations\":1,\"messages\":12,\"deliveries\":3,\"files\":1");
        assertThat(hub.get("/v1/people/erasures", ADMIN).body())
                .startsWith("{\"items\":[{\"id\":\"ers_0\"");
    }

    @Test
    void isInTheAuditWithoutTheName() {
        hub.post("/v1/people/ada/erase", "", ADMIN);

        assertThat(audit.begun()).containsExactly("tester person.erase " + PSEUDONYM);
        assertThat(audit.lines()).containsExactly("tester person.erase " + PSEUDONYM + " ers_0");
    }

    @Test
    void knowsNobodyOfAnotherName() {
        assertThat(hub.post("/v1/people/bob/erase", "", ADMIN))
                .satisfies(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(404);
                    assertThat(answer.body()).contains("\"code\":1200");
                });
        assertThat(hub.get("/v1/people/erasures/ers_9", ADMIN).statusCode()).isEqualTo(404);
        assertThat(audit.lines()).isEmpty();
        assertThat(audit.ended()).containsExactly("person.erase null");
    }

    @Test
    void isForAdminsOnly() {
        assertThat(hub.post("/v1/people/ada/erase", "", SERVICE).statusCode()).isEqualTo(403);
        assertThat(hub.post("/v1/people/ada/erase", "").statusCode()).isEqualTo(401);
        assertThat(hub.get("/v1/people/erasures", SERVICE).statusCode()).isEqualTo(403);
    }
}
