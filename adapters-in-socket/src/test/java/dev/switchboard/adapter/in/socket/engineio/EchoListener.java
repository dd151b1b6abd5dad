package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Returns every message to its sender.
public final class EchoListener implements EngineListener {

    @Override
    public EngineReceiver opened(EngineSocket socket) {
        return new Echo(socket);
    }

    private record Echo(EngineSocket socket) implements EngineReceiver {

        @Override
        public CompletionStage<?> text(String message) {
            socket.offer(EngineMessage.text(message), Urgency.EVENT);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> binary(ByteBuffer message) {
            byte[] bytes = new byte[message.remaining()];
            message.get(bytes);
            socket.offer(EngineMessage.binary(bytes), Urgency.EVENT);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void drained() {}

        @Override
        public void closed(CloseReason reason) {}
    }
}
