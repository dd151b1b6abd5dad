package dev.switchboard.adapter.in.web.settings;

import static dev.switchboard.domain.identity.Role.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import org.junit.jupiter.api.Test;

@WebTest
class SettingsTest {

    private final Hub hub;

    SettingsTest(Hub hub) {
        this.hub = hub;
    }

    @Test
    void listsEachWithItsPlace() {
        var answer = hub.get("/v1/settings", ADMIN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        """
                        {"items":[\
                        {"name":"switchboard.retention","value":"7d","secret":false,"default":"30d","from":"file",\
                        "place":"switchboard.yml:2","description":"how long settled messages are kept"},\
                        {"name":"switchboard.admin-password","value":null,"secret":true,"default":"",\
                        "from":"environment","place":"SWITCHBOARD_ADMIN_PASSWORD","description":""}]}\
                        """);
    }
}
