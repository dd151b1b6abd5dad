package dev.switchboard.bootstrap.runtime;

import dev.switchboard.domain.network.Network;
import io.micrometer.core.instrument.Counter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Server;

/// Limits the open HTTP connections of each network: a stranger's connections above the limit are
/// closed at once, because each costs some kilobytes and a file descriptor before any request. A
/// trusted proxy counts as no network, because it opens the connections of all its clients.
///
/// A connection that becomes a WebSocket is no longer counted: WebSockets have limits of their own.
final class NetworkConnections implements Connection.Listener {

    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /// The network of each counted connection, because a closed one has no address any more.
    private final Map<Connection, String> networks = new ConcurrentHashMap<>();

    private final int perNetwork;
    private final List<Network> proxies;
    private final Predicate<String> strange;
    private final Counter refused;

    /// @param strange whether there was no proven caller at an address recently
    NetworkConnections(
            int perNetwork, List<Network> proxies, Predicate<String> strange, Counter refused) {
        this.perNetwork = perNetwork;
        this.proxies = List.copyOf(proxies);
        this.strange = strange;
        this.refused = refused;
    }

    /// Must be called before the server starts.
    void limit(Server server) {
        for (var connector : server.getConnectors()) {
            connector.addEventListener(this);
        }
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof ClientConnection
                && connection.getEndPoint().getRemoteSocketAddress()
                        instanceof InetSocketAddress peer
                && !isProxy(peer.getAddress())) {
            String address = peer.getAddress().getHostAddress();
            String network = Network.nameOf(address);
            networks.put(connection, network);
            if (open.merge(network, 1, Integer::sum) > perNetwork && strange.test(address)) {
                refused.increment();
                connection.getEndPoint().close();
            }
        }
    }

    @Override
    public void onClosed(Connection connection) {
        String network = networks.remove(connection);
        if (network != null) {
            open.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /// The number of a network's open connections.
    int of(String network) {
        return open.getOrDefault(network, 0);
    }

    private boolean isProxy(InetAddress address) {
        byte[] bytes = address.getAddress();
        return proxies.stream().anyMatch(proxy -> proxy.contains(bytes));
    }
}
