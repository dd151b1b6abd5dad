package dev.switchboard.simulators.salesforce;

import java.util.concurrent.LinkedBlockingQueue;

/// One line to a user. An empty text ends it.
final class EventStream {

    private final LinkedBlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private volatile boolean silent;

    LinkedBlockingQueue<String> waiting() {
        return waiting;
    }

    boolean isSilent() {
        return silent;
    }

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
}
