package dev.switchboard.adapter.in.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeHealth;
import dev.switchboard.adapter.in.web.fakes.FakeStanding;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.health.WatchHealth.Part;
import dev.switchboard.application.port.in.health.WatchHealth.State;
import dev.switchboard.domain.identity.Role;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

/// Promise D5: readiness follows the store, liveness does not.
@WebTest
class HealthTest {

    private static final Part FULL =
            new Part("store", State.DOWN, Seed.NOW, "there is no room on the disk");

    private final Hub hub;
    private final FakeHealth health;
    private final FakePartitionOwnership ownership;
    private final FakeStanding standing;
    private final Environment environment;

    HealthTest(
            Hub hub,
            FakeHealth health,
            FakePartitionOwnership ownership,
            FakeStanding standing,
            Environment environment) {
        this.hub = hub;
        this.health = health;
        this.ownership = ownership;
        this.standing = standing;
        this.environment = environment;
    }

    @AfterEach
    void heal() {
        health.heal();
        ownership.comeBack();
        standing.comeBack();
    }

    @Test
    void isReadyWithItsStore() {
        assertThat(hub.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(hub.get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void isAliveAndNotReadyWithoutIt() {
        health.set(FULL);

        assertThat(hub.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(hub.get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void isAliveAndNotReadyWhileAnotherHubOwnsTheConversations() {
        ownership.end();

        assertThat(hub.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(hub.get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void isNotReadyWithoutRoomForNewMessagesAndNamesThat() {
        health.set(new Part("store", State.DEGRADED, Seed.NOW, "the disk has 5 MB left"));

        var readiness = hub.get("/readyz");

        assertThat(readiness.statusCode()).isEqualTo(503);
        assertThat(readiness.body()).isEqualTo("{\"status\":\"NO_ROOM\"}");
        assertThat(hub.get("/livez").statusCode()).isEqualTo(200);
        assertThat(hub.get("/v1/health", Role.ADMIN).body()).contains("the disk has 5 MB left");
    }

    @Test
    void isReadyAlthoughATargetIsAway() {
        health.set(
                health.store(),
                new Part("target channel:slack", State.DEGRADED, Seed.NOW, "no connection"));

        assertThat(hub.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(hub.get("/v1/health", Role.ADMIN).body()).startsWith("{\"status\":\"DEGRADED\"");
    }

    @Test
    void answersOperatorsOnAPortOfTheirOwn() {
        String port = environment.getRequiredProperty("local.management.port");
        URI address = URI.create("http://localhost:" + port + "/actuator/health");

        assertThat(hub.send(HttpRequest.newBuilder(address)).statusCode()).isEqualTo(200);
        assertThat(hub.get("/actuator/health").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsAdminsWhatSinceWhenAndWhy() {
        health.set(FULL, new Part("bot", State.OFF, Seed.NOW.minusSeconds(60), "not configured"));

        var answer = hub.get("/v1/health", Role.ADMIN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        """
                        {"status":"DOWN","version":"1.2.3","commit":"5f96c8a4","parts":[\
                        {"name":"store","status":"DOWN","since":"%s",\
                        "detail":"there is no room on the disk"},\
                        {"name":"bot","status":"OFF","since":"%s","detail":"not configured"}]}\
                        """
                                .formatted(Seed.NOW, Seed.NOW.minusSeconds(60)));
    }

    @Test
    void tellsAdminsAlsoWhileNobodyCanSayWhoTheyAreNow() {
        health.set(FULL);
        assertThat(hub.get("/v1/accounts", Role.ADMIN).statusCode()).isEqualTo(200);

        standing.leave();

        assertThat(hub.get("/v1/health", Role.ADMIN).body()).contains("there is no room");
        assertThat(hub.get("/v1/accounts", Role.ADMIN).statusCode()).isEqualTo(503);
        assertThat(hub.get("/v1/health", Role.SERVICE).statusCode()).isIn(403, 503);
    }

    @Test
    void tellsNobodyElseWhy() {
        health.set(FULL);

        assertThat(hub.get("/readyz").body()).isEqualTo("{\"status\":\"DOWN\"}");
        assertThat(hub.get("/v1/health").statusCode()).isEqualTo(401);
        assertThat(hub.get("/v1/health", Role.SERVICE).statusCode()).isEqualTo(403);
    }
}
