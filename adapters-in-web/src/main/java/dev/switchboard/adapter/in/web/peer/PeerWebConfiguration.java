package dev.switchboard.adapter.in.web.peer;

import dev.switchboard.application.port.in.cluster.ServePeers;
import org.eclipse.jetty.server.Handler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/// Sets up the handler of the internal port.
@Configuration(proxyBeanMethods = false)
public class PeerWebConfiguration {

    @Lazy
    @Bean
    Handler peerHandler(ServePeers peers) {
        return new PeerHandler(peers);
    }
}
