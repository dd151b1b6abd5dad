package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.in.health.WatchHealth.Build;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.HubProtocol;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// This hub as it shows itself to the other hubs of its store. Made when it listens.
///
/// @param name the machine's name
/// @param address where it listens
/// @param socket its listening socket, which only one process can hold; null where the system does
///   not say enough about it
/// @param peerAddress where other hubs call it; null if it shares its partitions with nobody
record SelfDescription(
        String name,
        String address,
        String version,
        @Nullable String socket,
        @Nullable String peerAddress) {

    private static final Path KERNEL = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NETWORK = Path.of("/proc/self/ns/net");

    static SelfDescription of(Environment environment, Build build, @Nullable String peerAddress) {
        String port = environment.getProperty("local.server.port", "");
        String bound = environment.getProperty("server.address", "");
        String host = host();
        return new SelfDescription(
                machine(),
                "http://" + host + ":" + port,
                build.version(),
                socket(host, bound, port),
                peerAddress);
    }

    Hub as(HubId id) {
        return new Hub(id, name, address, version, HubProtocol.CURRENT, socket, peerAddress);
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "unknown";
        }
    }

    /// The first address of this machine in a network that is not public.
    static String host() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .filter(InetAddress::isSiteLocalAddress)
                    .map(InetAddress::getHostAddress)
                    .sorted()
                    .findFirst()
                    .orElse("localhost");
        } catch (SocketException _) {
            return "localhost";
        }
    }

    /// Two processes cannot listen on the same port of the same network of the same running kernel.
    /// A copied virtual machine has the same kernel and another address.
    private static @Nullable String socket(String host, String bound, String port) {
        Optional<String> kernel = kernel();
        Optional<String> network = network();
        return kernel.isEmpty() || network.isEmpty() || port.isEmpty()
                ? null
                : "%s/%s/%s/%s:%s".formatted(kernel.get(), network.get(), host, bound, port);
    }

    private static Optional<String> kernel() {
        try {
            return Optional.of(Files.readString(KERNEL).strip()).filter(id -> !id.isEmpty());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> network() {
        try {
            return Optional.of(Files.readSymbolicLink(NETWORK).toString());
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.empty();
        }
    }
}
