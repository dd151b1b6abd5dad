package dev.switchboard.bootstrap.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Ports for processes that come and go.
public final class Ports {

    /// Systems use ports from 32768 on for outgoing connections. Such a port could be taken, or
    /// even connect to itself, while a hub is down for a restart.
    private static final int FIRST = 15_000;

    private static final int END = 32_000;
    private static final int TRIES = 100;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /// A free port that was not handed out before.
    public static int free() {
        return IntStream.range(0, TRIES)
                .map(_ -> ThreadLocalRandom.current().nextInt(FIRST, END))
                .filter(Ports::isFree)
                .filter(GIVEN::add)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return inUse(e);
        }
    }

    private static boolean inUse(IOException e) {
        if (e instanceof java.net.BindException) {
            return false;
        }
        throw new UncheckedIOException(e);
    }
}
