package dev.switchboard.adapter.in.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeStoreHealth;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.out.store.StoreHealth.Condition;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

/// Promise D5: readiness follows the store, liveness does not.
@WebTest
class HealthTest {

    private final Hub hub;
    private final FakeStoreHealth store;
    private final Environment environment;

    HealthTest(Hub hub, FakeStoreHealth store, Environment environment) {
        this.hub = hub;
        this.store = store;
        this.environment = environment;
    }

    @BeforeEach
    void someTimeAfterTheLastLook() {
        hub.clock().advance(Duration.ofSeconds(1));
    }

    @AfterEach
    void withTheStoreBack() {
        store.set(new Condition.Ready("fsync"));
        hub.clock().advance(Duration.ofSeconds(1));
    }

    @Test
    void isReadyWithItsStore() {
        assertThat(hub.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(hub.get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void isAliveAndNotReadyWithoutIt() {
        store.set(new Condition.NotReady("the disk is full"));

        assertThat(hub.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(hub.get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void turnsUnreadyWithinTheFiveSecondsOfThePromise() {
        assertThat(hub.get("/readyz").statusCode()).isEqualTo(200);
        store.set(new Condition.NotReady("the disk is full"));

        hub.clock().advance(Duration.ofSeconds(5));

        assertThat(hub.get("/readyz").statusCode()).isEqualTo(503);
    }

    @Test
    void healsAlone() {
        store.set(new Condition.NotReady("the disk is full"));
        hub.get("/readyz");
        store.set(new Condition.Ready("fsync"));

        hub.clock().advance(Duration.ofSeconds(1));

        assertThat(hub.get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void looksOnceASecondHoweverManyAsk() {
        int before = store.looks();

        for (int i = 0; i < 10; i++) {
            hub.get("/readyz");
        }

        assertThat(store.looks()).isEqualTo(before + 1);
    }

    @Test
    void answersOperatorsOnAPortOfTheirOwn() {
        String port = environment.getRequiredProperty("local.management.port");
        URI address = URI.create("http://localhost:" + port + "/actuator/health");

        assertThat(hub.send(HttpRequest.newBuilder(address)).statusCode()).isEqualTo(200);
        assertThat(hub.get("/actuator/health").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsStrangersNoDetails() {
        store.set(new Condition.NotReady("the disk is full"));

        assertThat(hub.get("/readyz").body()).doesNotContain("disk");
    }
}
