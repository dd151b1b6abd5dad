package dev.switchboard.adapter.in.web.pega;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeDesks;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.in.upstream.WatchExternalDesks.Desk;
import dev.switchboard.application.port.in.upstream.WatchExternalDesks.State;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.upstream.Failure;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@WebTest
class PegaConnectionsTest {

    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

    private final Hub hub;
    private final FakeDesks desks;

    PegaConnectionsTest(Hub hub, FakeDesks desks) {
        this.hub = hub;
        this.desks = desks;
    }

    @AfterEach
    void leaveTheHubAsItWas() {
        desks.set();
    }

    private static Target desk(String name) {
        return new Target(Target.Kind.DESK, name);
    }

    private String answer() {
        HttpResponse<String> answer = hub.get("/v1/pega/connections", Role.ADMIN);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return answer.body();
    }

    @Test
    void showsEveryConnection() {
        desks.set(
                new Desk(desk("pega/default"), "conn-1", State.UP, 3, 2, AT, null),
                new Desk(
                        desk("pega/two"),
                        "conn-2",
                        State.RETRYING,
                        0,
                        0,
                        null,
                        new Failure(AT, 500)),
                new Desk(desk("other/x"), "x", State.UP, 0, 0, null, null));

        assertThat(answer())
                .isEqualTo(
                        """
                        {"connections":[{"name":"default","connectionId":"conn-1",\
                        "configured":true,"state":"UP","queued":3,"parked":2,\
                        "lastSuccessAt":"2026-11-20T10:00:00Z","lastFailure":null},\
                        {"name":"two","connectionId":"conn-2","configured":true,\
                        "state":"RETRYING","queued":0,"parked":0,"lastSuccessAt":null,\
                        "lastFailure":{"at":"2026-11-20T10:00:00Z","status":500}}]}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NOT_CONFIGURED")
    void namesTheStatesOfTheContract(State state) {
        desks.set(new Desk(desk("pega/default"), "conn-1", state, 0, 0, null, null));

        assertThat(answer()).contains("\"state\":\"" + state.name() + "\"");
    }

    @Test
    void showsThatNothingIsConfigured() {
        desks.set(new Desk(desk("pega/default"), null, State.NOT_CONFIGURED, 0, 0, null, null));

        assertThat(answer())
                .contains("\"name\":\"default\"", "\"configured\":false", "\"state\":null");
    }
}
