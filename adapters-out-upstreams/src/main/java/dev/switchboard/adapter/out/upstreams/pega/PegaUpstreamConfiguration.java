package dev.switchboard.adapter.out.upstreams.pega;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.EgressProperties;
import dev.switchboard.adapter.out.upstreams.http.EgressRules;
import dev.switchboard.adapter.out.upstreams.http.EgressRuntime;
import dev.switchboard.adapter.out.upstreams.pega.PegaProperties.ClaimChoice;
import dev.switchboard.application.port.out.settings.MadeOfSettings;
import dev.switchboard.application.port.out.upstream.DeskTokens;
import dev.switchboard.application.port.out.upstream.OriginClaims;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.session.ClaimPolicy;
import java.time.Clock;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires Pega Digital Messaging. Without a configured connection the hub starts all the same: its
/// gateway serves no target, and no token is valid.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PegaProperties.class)
public class PegaUpstreamConfiguration {

    /// @throws IllegalArgumentException naming the key that makes a connection unusable
    @Bean
    @MadeOfSettings
    PegaLines pegaLines(PegaProperties pega, EgressProperties egress) {
        EgressRules listed = EgressRules.of(egress, false);
        Set<String> issuers = new HashSet<>();
        return new PegaLines(
                pega.configured().map(each -> checked(each, listed, issuers)).toList());
    }

    /// @param issuers the issuers of earlier connections: a token's issuer must identify its
    ///   connection
    private static PegaConnection checked(
            ConfiguredConnection configured, EgressRules listed, Set<String> issuers) {
        PegaConnection connection = configured.build();
        EndpointUrl url = connection.url();
        if (!url.secure() && !listed.lists(url)) {
            throw configured.wrong(
                    "dms-url", "must be https, unless its host is in switchboard.egress.allow");
        }
        if (!issuers.add(connection.connectionId())) {
            throw configured.wrong("connection-id", "is another connection's too");
        }
        return connection;
    }

    /// A separate client, so that the trust in the configured addresses applies to no other call.
    @Bean
    EgressClient pegaClient(PegaLines lines, PegaProperties pega, EgressRuntime runtime) {
        Stream<EndpointUrl> urls = lines.connections().stream().map(PegaConnection::url);
        EgressRules rules = EgressRules.trusting(urls.toList());
        return EgressClient.create(rules, pega.requestTimeout(), runtime);
    }

    /// A conversation's name contains its customer, after the connection.
    @Bean
    OriginClaims pegaClaims(PegaProperties pega) {
        return new OriginClaims(
                PegaConnection.SYSTEM,
                new ClaimPolicy(pega.claimTtl(), true, pega.claimPolicy() == ClaimChoice.LEGACY));
    }

    /// Describes Pega to the core. A client is sent a message this often, and then not before its
    /// next connection.
    @Bean
    Upstream pega(
            PegaLines lines,
            @Qualifier("pegaClient") EgressClient client,
            PegaProperties pega,
            Clock clock) {
        DmsTokens tokens = new DmsTokens(pega.tokenTtl(), clock);
        return new Upstream(
                PegaConnection.SYSTEM,
                new DmsGateway(lines, client, tokens, clock),
                GateSettings.shared(pega.maxInFlight()),
                new PushPolicy(
                        pega.inFlightPerConnection(),
                        Collections.nCopies(
                                pega.transmissionsPerConnection() - 1, pega.ackTimeout()),
                        false),
                new Upstream.Waits(pega.notifyAfter(), null, pega.undeliveredParkAfter(), null),
                lines,
                null);
    }

    @Bean
    DeskTokens pegaWebhookTokens(PegaLines lines, PegaProperties pega, Clock clock) {
        TokenWindow window = new TokenWindow(pega.webhookMaxAge(), pega.clockSkew());
        return new WebhookTokens(lines.connections(), window, clock);
    }
}
