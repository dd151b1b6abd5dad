package dev.switchboard.simulators.salesforce;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One event stream to a user. An empty text ends it.
final class EventStream {

    private static final int PING_SECONDS = 1;

    private final LinkedBlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private volatile boolean silent;

    void fallSilent() {
        silent = true;
    }

    void add(String text) {
        if (!silent) {
            waiting.add(text);
        }
    }

    void close() {
        waiting.add("");
    }

    /// Writes events, and pings in between, until it is closed.
    void writeTo(OutputStream out) throws IOException {
        try {
            while (true) {
                String event = waiting.poll(PING_SECONDS, TimeUnit.SECONDS);
                if (event != null && event.isEmpty()) {
                    return;
                }
                String text = event == null ? "event: ping\ndata: {}\n\n" : event;
                if (!silent) {
                    out.write(text.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
