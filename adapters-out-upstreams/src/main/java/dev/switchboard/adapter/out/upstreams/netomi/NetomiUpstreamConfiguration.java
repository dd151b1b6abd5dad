package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.EgressRules;
import dev.switchboard.adapter.out.upstreams.http.EgressRuntime;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.TokenVault;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.application.port.out.upstream.UserMessageGateway;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.session.ClaimPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the bot. Without `channel-ref-id` and `virtual-agent-id` nobody is called, and the hub
/// starts all the same.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NetomiProperties.class)
public class NetomiUpstreamConfiguration {

    static final Duration AUTH_TIMEOUT = Duration.ofSeconds(10);

    @Bean
    EgressClient netomiMessageClient(NetomiProperties properties, EgressRuntime runtime) {
        EgressRules rules = EgressRules.trusting(properties.base());
        return EgressClient.create(rules, properties.requestTimeout(), runtime);
    }

    @Bean
    EgressClient netomiAuthClient(NetomiProperties properties, EgressRuntime runtime) {
        EgressRules rules = EgressRules.trusting(properties.auth());
        return EgressClient.create(rules, AUTH_TIMEOUT, runtime);
    }

    @Bean
    TokenKeeper netomiTokenKeeper(
            NetomiProperties properties,
            @Qualifier("netomiAuthClient") EgressClient client,
            TokenVault vault,
            Ids ids,
            Clock clock,
            Timer timer,
            ExecutorService workers) {
        TokenMint mint = new TokenMint(client, new NetomiRequests(properties));
        KeptTokens kept = new KeptTokens(vault, properties, ids.uuid());
        return new TokenKeeper(mint::mint, kept, clock, timer, workers);
    }

    /// What the core knows of it. A push that is not confirmed is repeated after 20, 40 and each
    /// further 60 s.
    @Bean
    Upstream netomi(
            NetomiProperties properties,
            @Qualifier("netomiMessageClient") EgressClient client,
            TokenKeeper keeper,
            Clock clock) {
        return new Upstream(
                NetomiGateway.BOT.name(),
                gateway(properties, client, keeper, clock),
                GateSettings.shared(32),
                new PushPolicy(
                        16,
                        List.of(
                                properties.ackTimeout(),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(40),
                                Duration.ofSeconds(60)),
                        true),
                new ClaimPolicy(properties.claimTtl(), false, false),
                new Upstream.Waits(null, properties.answerTimeout(), null, properties.chunkWait()),
                null);
    }

    private static UserMessageGateway gateway(
            NetomiProperties properties, EgressClient client, TokenKeeper keeper, Clock clock) {
        if (!properties.configured()) {
            return new UnconfiguredGateway(clock);
        }
        AnswerReading reading =
                new AnswerReading(properties.answerTimeout(), properties.onUnknownOutcome());
        return new NetomiGateway(client, new NetomiRequests(properties), reading, keeper);
    }

    @Bean
    UpstreamTokens netomiTokens(
            NetomiProperties properties,
            @Qualifier("netomiAuthClient") EgressClient client,
            TokenKeeper keeper) {
        return properties.configured()
                ? new NetomiTokens(client, new NetomiRequests(properties), keeper)
                : new UnconfiguredTokens();
    }

    @Bean
    NetomiStart netomiStart(NetomiProperties properties, TokenKeeper keeper) {
        return new NetomiStart(properties, keeper);
    }
}
