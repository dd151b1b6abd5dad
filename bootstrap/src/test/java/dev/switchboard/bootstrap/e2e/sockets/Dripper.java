package dev.switchboard.bootstrap.e2e.sockets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Begins a request, and sends the rest of it drop by drop until the hub ends it.
final class Dripper implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final ScheduledExecutorService TIMER =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("dripper").factory());
    private static final Executor READERS = Executors.newVirtualThreadPerTaskExecutor();

    private final Socket socket;
    private final CompletableFuture<String> answer;

    /// @param start the part that it sends at once
    /// @param drop the part that it sends at a time afterwards
    /// @param everyMillis how often
    Dripper(int port, String start, String drop, long everyMillis) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(start.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var dripping =
                TIMER.scheduleWithFixedDelay(
                        () -> drip(drop), everyMillis, everyMillis, TimeUnit.MILLISECONDS);
        answer =
                CompletableFuture.supplyAsync(this::read, READERS)
                        .whenComplete((_, _) -> dripping.cancel(false));
    }

    /// Sends a byte every two seconds.
    static Dripper at(int port, String start) {
        return new Dripper(port, start, "1", 2_000);
    }

    private void drip(String drop) {
        try {
            socket.getOutputStream().write(drop.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read() {
        try {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isWaiting() {
        return !answer.isDone();
    }

    /// The complete answer, once the hub has closed the connection.
    String answer() {
        return answer.join();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
