package dev.switchboard.adapter.out.upstreams.pega;

import static dev.switchboard.adapter.out.upstreams.pega.Connections.LONG_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.upstreams.http.EgressProperties;
import dev.switchboard.adapter.out.upstreams.http.EgressRuntime;
import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.DeskStates;
import dev.switchboard.application.port.out.upstream.DeskStates.Condition;
import dev.switchboard.application.port.out.upstream.DeskTokens;
import dev.switchboard.application.port.out.upstream.DeskTokens.TokenStatus;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class PegaUpstreamConfigurationTest {

    private static final Target DESK = new Target(Target.Kind.DESK, "pega/default");

    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withUserConfiguration(PegaUpstreamConfiguration.class, Egress.class)
                    .withBean(Clock.class, Clock::systemUTC)
                    .withBean(ExecutorService.class, Executors::newVirtualThreadPerTaskExecutor);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(EgressProperties.class)
    static class Egress {

        @Bean
        EgressRuntime egressRuntime(Clock clock, ExecutorService workers) {
            Timer never = (_, _) -> {};
            return new EgressRuntime(
                    clock, never, workers, new SweptTimeLimits(never, clock, System::nanoTime));
        }
    }

    private ApplicationContextRunner at(String url) {
        return application.withPropertyValues(
                "switchboard.pega.dms-url=" + url,
                "switchboard.pega.connection-id=conn-1",
                "switchboard.pega.jwt-secrets=" + LONG_SECRET);
    }

    @Test
    void startsWithoutAnyConnection() {
        application.run(context -> {
            assertThat(context.getBean(Upstream.class).gateway().serves(DESK)).isFalse();
            assertThat(context.getBean(DeskTokens.class).verify("x"))
                    .isEqualTo(new TokenStatus.NotConfigured());
            assertThat(context.getBean(DeskStates.class).all())
                    .singleElement()
                    .satisfies(desk -> {
                        assertThat(desk.desk()).isEqualTo(DESK);
                        assertThat(desk.condition()).isEqualTo(Condition.NOT_CONFIGURED);
                    });
        });
    }

    @Test
    void servesItsConnectionAndNobodyElse() {
        at("https://dms.example/messages")
                .run(context -> {
                    var gateway = context.getBean(Upstream.class).gateway();

                    assertThat(gateway.serves(DESK)).isTrue();
                    assertThat(gateway.serves(new Target(Target.Kind.DESK, "pega/two"))).isFalse();
                    assertThat(gateway.serves(new Target(Target.Kind.BOT, "pega/default")))
                            .isFalse();
                    assertThat(context.getBean(DeskStates.class).all())
                            .singleElement()
                            .satisfies(desk -> {
                                assertThat(desk.account()).isEqualTo("conn-1");
                                assertThat(desk.condition()).isEqualTo(Condition.WELL);
                            });
                });
    }

    @ParameterizedTest
    @CsvSource({"http://dms.internal/m, dms.internal", "http://127.0.0.1:9/m, 127.0.0.1"})
    void callsPlainHttpWhereItsHostIsListed(String url, String allow) {
        at(url).run(context ->
                assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("switchboard.pega.dms-url must be https"));

        at(url).withPropertyValues("switchboard.egress.allow=" + allow)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void refusesTwoConnectionsOfOneId() {
        at("https://dms.example/messages")
                .withPropertyValues(
                        "switchboard.pega.connections.two.dms-url=https://dms.example/2",
                        "switchboard.pega.connections.two.connection-id=conn-1",
                        "switchboard.pega.connections.two.jwt-secrets=" + LONG_SECRET)
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .hasStackTraceContaining(
                                        "switchboard.pega.connections.two.connection-id"));
    }

    @Test
    void refusesToStartHalfConfigured() {
        application
                .withPropertyValues("switchboard.pega.dms-url=https://dms.example/messages")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .hasStackTraceContaining(
                                        "switchboard.pega.connection-id and"
                                                + " switchboard.pega.jwt-secrets are missing"));
    }
}
