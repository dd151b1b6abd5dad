package dev.switchboard.adapter.out.upstreams.yalo;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.EgressRules;
import dev.switchboard.adapter.out.upstreams.http.EgressRuntime;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.session.ClaimPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires Yalo's bots and the platforms of their users. What is not configured is not called:
/// messages wait.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(YaloProperties.class)
public class YaloUpstreamConfiguration {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int CALLS = 8;

    /// A client of its own, so that the trust in the configured addresses reaches nobody else.
    @Bean
    EgressClient yaloClient(YaloProperties yalo, EgressRuntime runtime) {
        return EgressClient.create(EgressRules.trusting(yalo.addresses()), TIMEOUT, runtime);
    }

    @Bean
    YaloGateway yaloGateway(
            YaloProperties yalo, @Qualifier("yaloClient") EgressClient client, Clock clock) {
        return new YaloGateway(
                new YaloRequests(yalo.checked()), client, yalo.messagesPerSecond(), clock);
    }

    /// What the core knows of it. It has no live clients.
    @Bean
    Upstream yalo(YaloProperties yalo, YaloGateway gateway) {
        return new Upstream(
                YaloGateway.NAME,
                gateway,
                GateSettings.shared(CALLS),
                new PushPolicy(1, List.of(), false),
                ClaimPolicy.USUAL,
                new Upstream.Waits(null, null, null, null),
                null,
                null,
                yalo.rules());
    }
}
