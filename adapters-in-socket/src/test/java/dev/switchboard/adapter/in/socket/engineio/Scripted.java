package dev.switchboard.adapter.in.socket.engineio;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A listener that takes messages only when the test says so.
final class Scripted implements EngineListener {

    private final Queue<CompletableFuture<Void>> held = new ConcurrentLinkedQueue<>();
    private final AtomicInteger drained = new AtomicInteger();

    /// Takes the message that has waited longest.
    void takeOne() {
        held.remove().complete(null);
    }

    /// Messages that wait.
    int waiting() {
        return held.size();
    }

    /// How often the listener was told that there is room again.
    int drained() {
        return drained.get();
    }

    @Override
    public EngineReceiver opened(EngineSocket socket) {
        return new EngineReceiver() {
            @Override
            public CompletionStage<?> text(String message) {
                CompletableFuture<Void> taken = new CompletableFuture<>();
                held.add(taken);
                return taken;
            }

            @Override
            public CompletionStage<?> binary(ByteBuffer message) {
                return text("");
            }

            @Override
            public void drained() {
                drained.incrementAndGet();
            }

            @Override
            public void closed(CloseReason reason) {}
        };
    }
}
