package dev.switchboard.adapter.in.web.keys;

import static dev.switchboard.domain.identity.Role.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import org.junit.jupiter.api.Test;

@WebTest
class KeysTest {

    private final Hub hub;
    private final FakeAudit audit;

    KeysTest(Hub hub, FakeAudit audit) {
        this.hub = hub;
        this.audit = audit;
    }

    @Test
    void saysHowMuchIsLeftAndIsInTheAudit() {
        audit.reset();

        assertThat(hub.get("/v1/keys", ADMIN).body())
                .isEqualTo("{\"key\":\"0badcafe\",\"rewrapped\":0,\"left\":3}");
        assertThat(hub.post("/v1/keys/rewrap", "", ADMIN).body())
                .isEqualTo("{\"key\":\"0badcafe\",\"rewrapped\":3,\"left\":0}");
        assertThat(hub.get("/v1/keys", ADMIN).body())
                .isEqualTo("{\"key\":\"0badcafe\",\"rewrapped\":0,\"left\":0}");

        assertThat(audit.begun()).containsExactly("tester keys.rewrap");
        assertThat(audit.lines())
                .containsExactly("tester keys.rewrap 0badcafe 3 rewrapped, 0 left");
    }
}
