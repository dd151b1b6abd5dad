package dev.switchboard.application.service.message;

import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Waits for the proven callbacks of conformance probes.
final class ProbeCallbacks {

    private final ConcurrentMap<ConversationId, Semaphore> waiting = new ConcurrentHashMap<>();

    enum Heard {
        CALLBACK,
        NOTHING
    }

    void open(ConversationId session) {
        waiting.put(session, new Semaphore(0));
    }

    void close(ConversationId session) {
        waiting.remove(session);
    }

    void heard(ConversationId session) {
        Semaphore callbacks = waiting.get(session);
        if (callbacks != null) {
            callbacks.release();
        }
    }

    /// Blocks until another callback arrives or the time is up.
    Heard await(ConversationId session, Duration patience) {
        Semaphore callbacks = waiting.getOrDefault(session, new Semaphore(0));
        try {
            return callbacks.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)
                    ? Heard.CALLBACK
                    : Heard.NOTHING;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Heard.NOTHING;
        }
    }
}
