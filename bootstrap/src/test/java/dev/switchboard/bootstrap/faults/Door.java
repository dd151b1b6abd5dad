package dev.switchboard.bootstrap.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// The address of a hub, or of several, that are up only sometimes. Callers that could not connect
/// wait here, and only one of them tries: a crowd would keep the processor from starting the hub.
final class Door {

    private static final Duration BETWEEN_KNOCKS = Duration.ofMillis(20);

    private final ReentrantLock turn = new ReentrantLock();
    private final List<InetSocketAddress> addresses;

    Door(URI... hubs) {
        this.addresses =
                Stream.of(hubs)
                        .map(hub -> new InetSocketAddress(hub.getHost(), hub.getPort()))
                        .toList();
    }

    void awaitOpen() {
        turn.lock();
        try {
            while (addresses.stream().noneMatch(Door::opens)) {
                LockSupport.parkNanos(BETWEEN_KNOCKS.toNanos());
            }
        } finally {
            turn.unlock();
        }
    }

    private static boolean opens(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
