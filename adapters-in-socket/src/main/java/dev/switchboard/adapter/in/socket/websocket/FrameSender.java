package dev.switchboard.adapter.in.socket.websocket;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/// Sends the frames of a session's source, several in one write, and finally the close frame.
final class FrameSender extends IteratingCallback {

    /// The size of one write: few writes, and still short turns.
    private static final int BATCH_BYTES = 32 * 1024;

    private static final List<ByteBuffer> NOTHING = List.of();

    private final SpringSession session;
    private volatile List<ByteBuffer> onTheirWay = NOTHING;

    FrameSender(SpringSession session) {
        this.session = session;
    }

    /// The bytes that the network has not taken yet.
    long unsent() {
        long unsent = 0;
        for (ByteBuffer payload : onTheirWay) {
            unsent += payload.remaining();
        }
        return unsent;
    }

    @Override
    protected Action process() {
        List<ByteBuffer> batch = batch();
        if (!batch.isEmpty()) {
            send(batch);
            return Action.SCHEDULED;
        }
        CloseStatus last = session.goodbye();
        if (last == null) {
            return Action.IDLE;
        }
        session.wire().close(last, Callback.NOOP);
        return Action.SUCCEEDED;
    }

    private List<ByteBuffer> batch() {
        PulledSession.Source frames = session.source();
        byte[] first = frames == null ? null : frames.next();
        if (frames == null || first == null) {
            return NOTHING;
        }
        int bytes = first.length;
        byte[] next = bytes < BATCH_BYTES ? frames.next() : null;
        if (next == null) {
            return List.of(ByteBuffer.wrap(first));
        }
        List<ByteBuffer> batch = new ArrayList<>();
        batch.add(ByteBuffer.wrap(first));
        while (next != null) {
            batch.add(ByteBuffer.wrap(next));
            bytes += next.length;
            next = bytes < BATCH_BYTES ? frames.next() : null;
        }
        return batch;
    }

    private void send(List<ByteBuffer> batch) {
        onTheirWay = batch;
        int last = batch.size() - 1;
        for (int i = 0; i <= last; i++) {
            session.wire()
                    .sendFrame(
                            new Frame(OpCode.TEXT, batch.get(i)),
                            i == last ? this : Callback.NOOP,
                            i < last);
        }
    }

    @Override
    protected void onSuccess() {
        onTheirWay = NOTHING;
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        session.wire().abort();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
