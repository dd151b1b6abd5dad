package dev.switchboard.application.service.peer;

import dev.switchboard.application.port.in.cluster.ServePeers;
import dev.switchboard.application.port.in.cluster.WatchPeers;
import dev.switchboard.application.port.out.cluster.PeerSignatures;
import dev.switchboard.application.port.out.cluster.Peers;
import dev.switchboard.application.port.out.telemetry.PeerTelemetry;
import dev.switchboard.application.service.cluster.OwnerDirectory;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PeerAnswer;
import dev.switchboard.domain.cluster.PeerAnswer.Status;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The ports of all hubs that share a table, as one.
public final class PeerModule {

    private final @Nullable Shared shared;

    private PeerModule(@Nullable Shared shared) {
        this.shared = shared;
    }

    private record Shared(
            OwnerDirectory directory,
            ForwardedPorts ports,
            PortForwarder forwarder,
            PeerCalls calls,
            PeerServer server) {}

    /// The means by which this hub and its peers talk.
    public record Wire(Peers peers, PeerSignatures signatures) {}

    /// @param nanoTime a monotonic clock
    /// @param pause waits a moment, on the thread of a call, before it is tried again
    public record Time(Clock clock, LongSupplier nanoTime, Runnable pause) {}

    /// The module of a hub that shares its partitions with nobody: its own services are the ports.
    public static PeerModule alone() {
        return new PeerModule(null);
    }

    /// @param locks of the services that are offered
    public static PeerModule of(
            OwnerDirectory directory,
            ConversationLocks locks,
            ForwardedPorts ports,
            Wire wire,
            PeerTelemetry telemetry,
            Time time) {
        PeerCalls calls =
                new PeerCalls(directory, wire.peers(), wire.signatures(), time.nanoTime());
        PortForwarder forwarder =
                new PortForwarder(
                        directory, locks, calls, telemetry, time.nanoTime(), time.pause());
        PeerServer server = new PeerServer(directory, wire.signatures(), telemetry, time.clock());
        return new PeerModule(new Shared(directory, ports, forwarder, calls, server));
    }

    /// Returns a port as all hubs together offer it, and offers it to them.
    ///
    /// @param service the port as this hub offers it; returned as it is if its calls are not
    ///   forwarded
    public <P> P forwarded(Class<P> type, P service) {
        if (shared == null) {
            return service;
        }
        return shared.ports()
                .of(type)
                .map(port -> {
                    shared.server().serve(port, service);
                    return shared.forwarder().of(port, type, service);
                })
                .orElse(service);
    }

    public ServePeers server() {
        return shared == null ? (_, _, _) -> PeerAnswer.of(Status.REFUSED) : shared.server();
    }

    public WatchPeers watch() {
        return () -> shared == null || shared.calls().areReachable();
    }

    /// This hub; empty until it is registered, and if it shares with nobody.
    public Optional<HubId> me() {
        return shared == null ? Optional.empty() : shared.directory().me();
    }

    /// Whether this hub shares its partitions.
    public boolean isShared() {
        return shared != null;
    }

    /// Looks whether the other owners answer. Blocks its thread.
    public void look() {
        if (shared != null) {
            shared.calls().look();
        }
    }
}
