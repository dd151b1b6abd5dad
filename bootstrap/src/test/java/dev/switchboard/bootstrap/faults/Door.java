package dev.switchboard.bootstrap.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// The address of a hub that is up only sometimes. Callers that could not connect wait here, and
/// only one of them tries: a crowd would keep the processor from starting the hub.
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
