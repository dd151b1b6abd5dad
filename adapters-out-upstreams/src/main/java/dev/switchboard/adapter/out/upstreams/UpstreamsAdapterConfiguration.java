package dev.switchboard.adapter.out.upstreams;

import dev.switchboard.adapter.out.upstreams.channel.ChannelCallProperties;
import dev.switchboard.adapter.out.upstreams.channel.HttpChannelGateway;
import dev.switchboard.adapter.out.upstreams.hint.HintUpstreamConfiguration;
import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.EgressProperties;
import dev.switchboard.adapter.out.upstreams.http.EgressRules;
import dev.switchboard.adapter.out.upstreams.http.EgressRuntime;
import dev.switchboard.adapter.out.upstreams.netomi.NetomiUpstreamConfiguration;
import dev.switchboard.adapter.out.upstreams.peer.PeerUpstreamConfiguration;
import dev.switchboard.adapter.out.upstreams.pega.PegaUpstreamConfiguration;
import dev.switchboard.adapter.out.upstreams.salesforce.SalesforceUpstreamConfiguration;
import dev.switchboard.adapter.out.upstreams.sessions.HttpSessionsGateway;
import dev.switchboard.adapter.out.upstreams.sessions.SessionsServerProperties;
import dev.switchboard.adapter.out.upstreams.signing.HmacWebhookSignatures;
import dev.switchboard.adapter.out.upstreams.signing.WebhookSigner;
import dev.switchboard.adapter.out.upstreams.yalo.YaloUpstreamConfiguration;
import dev.switchboard.application.port.out.settings.MadeOfSettings;
import dev.switchboard.application.port.out.time.TimeLimits;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.ChannelGateway;
import dev.switchboard.application.port.out.upstream.SessionsGateway;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.domain.channel.EndpointUrl;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires everything that calls other systems. It needs a [Clock], a [Timer], [TimeLimits],
/// [dev.switchboard.application.port.out.time.Ids], a
/// [dev.switchboard.application.port.out.upstream.TokenVault], a
/// [dev.switchboard.application.port.out.upstream.DeskSessions] and an [ExecutorService] that runs
/// each task on a thread of its own, such as a virtual one.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    EgressProperties.class,
    ChannelCallProperties.class,
    SessionsServerProperties.class
})
@Import({
    NetomiUpstreamConfiguration.class,
    PegaUpstreamConfiguration.class,
    SalesforceUpstreamConfiguration.class,
    YaloUpstreamConfiguration.class,
    PeerUpstreamConfiguration.class,
    HintUpstreamConfiguration.class,
    HmacWebhookSignatures.class
})
public class UpstreamsAdapterConfiguration {

    @Bean
    @MadeOfSettings
    EgressRules egressRules(EgressProperties egress, ChannelCallProperties channels) {
        return EgressRules.of(egress, channels.requireHttps());
    }

    @Bean
    EgressRuntime egressRuntime(
            Clock clock, Timer timer, ExecutorService workers, TimeLimits limits) {
        return new EgressRuntime(clock, timer, workers, limits);
    }

    @Bean
    EgressClient channelClient(
            EgressRules rules, ChannelCallProperties channels, EgressRuntime runtime) {
        return EgressClient.create(rules, channels.requestTimeout(), runtime);
    }

    @Bean
    ChannelGateway channelGateway(@Qualifier("channelClient") EgressClient client, Clock clock) {
        return new HttpChannelGateway(client, new WebhookSigner(clock));
    }

    /// A separate client, so that the trust in the configured address applies to no other call.
    @Bean
    EgressClient sessionsClient(
            SessionsServerProperties server, EgressRules rules, EgressRuntime runtime) {
        EgressRules trust = server.endpoint().map(EgressRules::trusting).orElse(rules);
        return EgressClient.create(trust, server.timeout(), runtime);
    }

    @Bean
    SessionsGateway sessionsGateway(
            SessionsServerProperties server,
            @Qualifier("sessionsClient") EgressClient client,
            Clock clock) {
        WebhookSigner signer = new WebhookSigner(clock);
        Optional<EndpointUrl> endpoint = server.endpoint();
        return endpoint.isPresent()
                ? new HttpSessionsGateway(client, endpoint.get(), server, signer)
                : _ -> new Unavailable(Cause.CONNECT, null, null);
    }
}
