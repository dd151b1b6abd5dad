package dev.switchboard.bootstrap.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// Where the hub listens, when it lives. Those who found it shut wait here, and one of them knocks:
/// a crowd of them would keep the processor from starting the hub.
final class Door {

    private static final Duration BETWEEN_KNOCKS = Duration.ofMillis(20);

    private final ReentrantLock turn = new ReentrantLock();
    private final InetSocketAddress address;

    Door(URI hub) {
        this.address = new InetSocketAddress(hub.getHost(), hub.getPort());
    }

    void awaitOpen() {
        turn.lock();
        try {
            while (!opens()) {
                LockSupport.parkNanos(BETWEEN_KNOCKS.toNanos());
            }
        } finally {
            turn.unlock();
        }
    }

    private boolean opens() {
        try (Socket socket = new Socket()) {
            socket.connect(address);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
