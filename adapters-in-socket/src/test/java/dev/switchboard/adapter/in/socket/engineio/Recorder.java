package dev.switchboard.adapter.in.socket.engineio;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Records the calls of a listener, and checks that the engine makes one call at a time.
final class Recorder implements EngineListener {

    private EngineListener listener = new EchoListener();
    private final Map<String, EngineSocket> sockets = new ConcurrentHashMap<>();
    private final Map<String, CloseReason> closed = new ConcurrentHashMap<>();
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();

    void record(EngineListener behind) {
        listener = behind;
    }

    EngineSocket socket(String id) {
        return Objects.requireNonNull(sockets.get(id), "no session was opened");
    }

    Collection<EngineSocket> sockets() {
        return sockets.values();
    }

    /// Why the session was closed; null while it is open.
    @Nullable CloseReason closed(String id) {
        return closed.get(id);
    }

    Map<String, CloseReason> closed() {
        return closed;
    }

    /// All text messages, in the order of their arrival.
    Queue<String> texts() {
        return texts;
    }

    /// Violations of the engine's contract.
    Queue<String> broken() {
        return broken;
    }

    @Override
    public Set<String> cookies() {
        return listener.cookies();
    }

    @Override
    public Map<String, String> opening(Handshake handshake) {
        return listener.opening(handshake);
    }

    @Override
    public EngineReceiver opened(EngineSocket socket) {
        sockets.put(socket.id(), socket);
        return new Notes(socket.id(), listener.opened(socket));
    }

    private final class Notes implements EngineReceiver {
        private final String id;
        private final EngineReceiver receiver;
        private final AtomicBoolean calling = new AtomicBoolean();

        private Notes(String id, EngineReceiver receiver) {
            this.id = id;
            this.receiver = receiver;
        }

        @Override
        public CompletionStage<?> text(String message) {
            enter("text");
            try {
                texts.add(message);
                return receiver.text(message);
            } finally {
                calling.set(false);
            }
        }

        @Override
        public CompletionStage<?> binary(ByteBuffer message) {
            enter("binary");
            try {
                return receiver.binary(message);
            } finally {
                calling.set(false);
            }
        }

        @Override
        public void drained() {
            enter("drained");
            receiver.drained();
            calling.set(false);
        }

        @Override
        public void closed(CloseReason reason) {
            enter("closed");
            receiver.closed(reason);
            closed.put(id, reason);
            calling.set(false);
        }

        private void enter(String call) {
            if (!calling.compareAndSet(false, true)) {
                broken.add(call + " overlaps another call");
            }
            if (closed.containsKey(id)) {
                broken.add(call + " after closed");
            }
        }
    }
}
