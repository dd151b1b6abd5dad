package dev.switchboard.adapter.out.upstreams.peer;

import dev.switchboard.application.port.out.cluster.Peers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/// Wires the calls of other hubs. A hub that shares with nobody makes no client.
@Configuration(proxyBeanMethods = false)
public class PeerUpstreamConfiguration {

    /// @param certificates of hubs; none if calls between them are not encrypted
    @Lazy
    @Bean
    Peers peers(@Qualifier("peerCertificates") ObjectProvider<SslBundle> certificates) {
        SslBundle bundle = certificates.getIfAvailable();
        return bundle == null ? HttpPeers.plain() : HttpPeers.trusting(bundle);
    }
}
