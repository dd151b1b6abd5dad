package dev.switchboard.simulators.pega;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class HubAccountTest {

    private final MockEnvironment environment = new MockEnvironment();
    private final HubAccount account = new HubAccount(environment);

    @Test
    void isThatOfTheUnnamedConnection() {
        environment.setProperty("switchboard.pega.connection-id", "conn-1");
        environment.setProperty("switchboard.pega.jwt-secrets[0]", "first secret, with comma");
        environment.setProperty("switchboard.pega.jwt-secrets[1]", "second");
        environment.setProperty("server.port", "0");
        environment.setProperty("local.server.port", "9000");

        assertThat(account.find())
                .contains(
                        new PegaAccount(
                                "conn-1",
                                "first secret, with comma",
                                URI.create("http://localhost:9000/webhook")));
    }

    @Test
    void isNoneWhereNothingIsConfigured() {
        environment.setProperty("switchboard.pega.connection-id", "");

        assertThat(account.find()).isEmpty();
    }

    @Test
    void showsNoSecret() {
        PegaAccount secret = new PegaAccount("conn-1", "hush", URI.create("http://hub"));

        assertThat(secret).hasToString("PegaAccount[conn-1]");
    }
}
