package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.EgressRules;
import dev.switchboard.adapter.out.upstreams.http.EgressRuntime;
import dev.switchboard.adapter.out.upstreams.token.KeptTokens;
import dev.switchboard.adapter.out.upstreams.token.TokenKeeper;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.OriginClaims;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.TokenVault;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.application.port.out.upstream.UserMessageGateway;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.ClaimPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the bot. Without `channel-ref-id` and `virtual-agent-id` Netomi is never called, and the
/// hub starts all the same.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NetomiProperties.class)
@Import(NetomiUpstreamConfiguration.NetomiStart.class)
public class NetomiUpstreamConfiguration {

    @Bean
    EgressClient netomiMessageClient(NetomiProperties properties, EgressRuntime runtime) {
        EgressRules rules = EgressRules.trusting(properties.base());
        return EgressClient.create(rules, properties.requestTimeout(), runtime);
    }

    @Bean
    EgressClient netomiAuthClient(NetomiProperties properties, EgressRuntime runtime) {
        EgressRules rules = EgressRules.trusting(properties.auth());
        return EgressClient.create(rules, KeptTokens.LONGEST_MINTING, runtime);
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
        TokenFetcher mint = new TokenFetcher(client, new NetomiRequests(properties));
        KeptTokens kept = new KeptTokens(vault, tokenName(properties), ids.uuid());
        return new TokenKeeper(mint::mint, kept, clock, timer, workers);
    }

    /// A token belongs to our identity and to the server that issued it.
    private static String tokenName(NetomiProperties properties) {
        String whose =
                String.join(
                        "\n",
                        properties.authUrl(),
                        properties.channel(),
                        String.valueOf(properties.channelRefId()),
                        String.valueOf(properties.virtualAgentId()));
        return "netomi:" + Sha256.hex(whose).substring(0, 16);
    }

    @Bean
    OriginClaims netomiClaims(NetomiProperties properties) {
        return new OriginClaims(
                NetomiGateway.BOT.name(), new ClaimPolicy(properties.claimTtl(), false, false));
    }

    /// Describes Netomi to the core. An unconfirmed push is repeated after 20, 40 and then every 60
    /// s.
    @Bean
    Upstream netomi(
            NetomiProperties properties,
            @Qualifier("netomiMessageClient") EgressClient client,
            @Qualifier("netomiAuthClient") EgressClient authClient,
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
                new Upstream.Waits(null, properties.answerTimeout(), null, properties.chunkWait()),
                null,
                tokens(properties, authClient, keeper));
    }

    private static UserMessageGateway gateway(
            NetomiProperties properties, EgressClient client, TokenKeeper keeper, Clock clock) {
        if (!properties.configured()) {
            return new UnconfiguredGateway(clock);
        }
        AnswerRules reading =
                new AnswerRules(properties.answerTimeout(), properties.onUnknownOutcome());
        return new NetomiGateway(client, new NetomiRequests(properties), reading, keeper, clock);
    }

    private static @Nullable UpstreamTokens tokens(
            NetomiProperties properties, EgressClient client, TokenKeeper keeper) {
        return properties.configured()
                ? new NetomiTokens(client, new NetomiRequests(properties), keeper)
                : null;
    }

    /// Replaces the bot while our identity is not configured: messages of an earlier configuration
    /// wait, and Netomi is not called.
    static final class UnconfiguredGateway implements UserMessageGateway {

        private static final Duration PAUSE = Duration.ofMinutes(5);

        private final Clock clock;

        UnconfiguredGateway(Clock clock) {
            this.clock = clock;
        }

        @Override
        public boolean serves(Target target) {
            return target.equals(NetomiGateway.BOT);
        }

        @Override
        public SendOutcome send(Target target, Message message) {
            return new SendOutcome.NotBefore(clock.instant().plus(PAUSE));
        }
    }

    /// Requests the first token once the hub serves, so that nothing waits for it.
    static final class NetomiStart implements SmartLifecycle {

        private static final Logger LOG = LoggerFactory.getLogger(NetomiStart.class);
        private static final String UNUSED_HOST = "api.netomi.com";

        private final NetomiProperties properties;
        private final TokenKeeper keeper;
        private volatile boolean running;

        NetomiStart(NetomiProperties properties, TokenKeeper keeper) {
            this.properties = properties;
            this.keeper = keeper;
        }

        @Override
        public void start() {
            running = true;
            if (UNUSED_HOST.equals(properties.base().uri().getHost())) {
                LOG.warn("switchboard.netomi.base-url is {}, which serves no bots", UNUSED_HOST);
            }
            if (properties.configured()) {
                keeper.start();
            }
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
