package dev.switchboard.adapter.in.socket.engineio;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/// Sends a client's queued messages, several in one write, and finally ends the connection.
final class WebSocketSender extends IteratingCallback {

    /// The size of one write: few writes, and still short turns.
    private static final int BATCH_BYTES = 32 * 1024;

    private static final ByteBuffer[] NOTHING = {};

    private final Session session;
    private final TransportConnection connection;
    private final CoreSession wire;

    private volatile ByteBuffer[] onTheirWay = NOTHING;
    private volatile @Nullable Runnable goodbye;

    WebSocketSender(Session session, TransportConnection connection, CoreSession wire) {
        this.session = session;
        this.connection = connection;
        this.wire = wire;
    }

    /// Sends the rest.
    ///
    /// @param end ends the connection then
    void finish(Runnable end) {
        goodbye = end;
        iterate();
    }

    /// The bytes that were handed over and not accepted.
    long unsent() {
        long unsent = 0;
        for (ByteBuffer payload : onTheirWay) {
            unsent += payload.remaining();
        }
        return unsent;
    }

    @Override
    protected Action process() {
        List<EngineMessage> batch = session.take(connection, BATCH_BYTES);
        if (batch != null) {
            send(batch);
            return Action.SCHEDULED;
        }
        Runnable end = goodbye;
        if (end == null) {
            return Action.IDLE;
        }
        end.run();
        return Action.SUCCEEDED;
    }

    private void send(List<EngineMessage> batch) {
        ByteBuffer[] payloads = new ByteBuffer[batch.size()];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = batch.get(i).buffer();
        }
        onTheirWay = payloads;
        int last = payloads.length - 1;
        for (int i = 0; i <= last; i++) {
            byte opCode = batch.get(i).binary() ? OpCode.BINARY : OpCode.TEXT;
            wire.sendFrame(
                    new Frame(opCode, payloads[i]), i == last ? this : Callback.NOOP, i < last);
        }
    }

    @Override
    protected void onSuccess() {
        onTheirWay = NOTHING;
        session.settle();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        session.close(CloseReason.TRANSPORT);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
