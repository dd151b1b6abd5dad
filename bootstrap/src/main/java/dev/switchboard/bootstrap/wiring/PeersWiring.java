package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.cluster.ServePeers;
import dev.switchboard.application.port.in.cluster.WatchPeers;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.cluster.PeerSignatures;
import dev.switchboard.application.port.out.cluster.Peers;
import dev.switchboard.application.port.out.settings.MadeOfSettings;
import dev.switchboard.application.port.out.telemetry.PeerTelemetry;
import dev.switchboard.application.service.attachment.AttachedConsoles;
import dev.switchboard.application.service.cluster.ClusterModule;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.peer.ForwardedPorts;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.bootstrap.settings.ClusterSettings;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/// Joins the ports of the hubs that share a database.
@Configuration(proxyBeanMethods = false)
class PeersWiring {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    @Bean
    AttachedConsoles attachedConsoles() {
        return new AttachedConsoles();
    }

    /// The certificate that this hub shows to other hubs, and those that it trusts.
    ///
    /// @return null if calls between hubs are not encrypted
    @Lazy
    @Bean
    @MadeOfSettings
    @Nullable SslBundle peerCertificates(ClusterSettings settings, SslBundles bundles) {
        return settings.bundle().map(name -> PeerCertificates.named(name, bundles)).orElse(null);
    }

    @Bean
    PeerModule peerModule(
            ClusterSettings settings,
            ClusterModule cluster,
            Node node,
            Chats chats,
            AttachedConsoles consoles,
            ObjectProvider<Peers> peers,
            PeerSignatures signatures,
            PeerTelemetry telemetry,
            LongSupplier nanoTime) {
        if (!settings.enabled()) {
            return PeerModule.alone();
        }
        return PeerModule.of(
                cluster.directory().orElseThrow(),
                node.locks(),
                new ForwardedPorts(node.store().history(), chats, consoles::tenant),
                new PeerModule.Wire(peers.getObject(), signatures),
                telemetry,
                new PeerModule.Time(
                        node.clock(),
                        nanoTime,
                        () -> LockSupport.parkNanos(BETWEEN_TRIES.toNanos())));
    }

    @Bean
    ServePeers servePeers(PeerModule peers) {
        return peers.server();
    }

    @Bean
    WatchPeers watchPeers(PeerModule peers) {
        return peers.watch();
    }
}
