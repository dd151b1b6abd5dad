package dev.switchboard.adapter.out.upstreams.peer;

import dev.switchboard.application.port.out.cluster.Peers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/// Wires the calls of other hubs. A hub that shares with nobody makes no client.
@Configuration(proxyBeanMethods = false)
public class PeerUpstreamConfiguration {

    @Lazy
    @Bean
    Peers peers() {
        return new HttpPeers();
    }
}
