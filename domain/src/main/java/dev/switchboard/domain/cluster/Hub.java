package dev.switchboard.domain.cluster;

import org.jspecify.annotations.Nullable;

/// One start of a hub, as other hubs of the same store know it.
///
/// @param name the machine's name, for people
/// @param address where the hub listens, for people
/// @param version the release, for people
/// @param protocol the rules between hubs that the release follows
/// @param socket names a listening socket that only one process in the world can hold at a time:
///   the running kernel, its network and the port. Null if that is unknown, or while the hub gives
///   the socket up
/// @param peerAddress where other hubs call it; null if it shares its partitions with nobody
public record Hub(
        HubId id,
        String name,
        String address,
        String version,
        HubProtocol protocol,
        @Nullable String socket,
        @Nullable String peerAddress) {

    /// Whether both share their partitions, by rules that both follow and over the same kind of
    /// connection.
    public boolean sharesWith(Hub other) {
        return peerAddress != null
                && other.peerAddress != null
                && protocol.meets(other.protocol)
                && !isApartByTls(other);
    }

    /// Whether both share, and calls of one alone are encrypted: neither calls the other.
    public boolean isApartByTls(Hub other) {
        return peerAddress != null
                && other.peerAddress != null
                && isSecure(peerAddress) != isSecure(other.peerAddress);
    }

    private static boolean isSecure(String address) {
        return address.startsWith("https:");
    }

    /// Whether this hub holds the socket that the other one held, which proves that the other one
    /// has ended: a process that is only stopped still holds its sockets.
    public boolean replaces(Hub other) {
        return socket != null && socket.equals(other.socket);
    }
}
