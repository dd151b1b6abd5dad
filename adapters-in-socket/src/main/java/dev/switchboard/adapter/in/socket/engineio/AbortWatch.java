package dev.switchboard.adapter.in.socket.engineio;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// Notices that the client of a waiting GET hangs up. The server itself would not: it reads a
/// HTTP/1.1 connection again only when the answer is out.
final class AbortWatch implements Callback {

    /// A client that sends its next request before it has this answer is rare; what is read of it
    /// goes back to the connection.
    private static final int PEEK_BYTES = 512;

    private final AbstractEndPoint endPoint;
    private final Connection.UpgradeTo connection;
    private final Runnable aborted;
    private boolean over;

    AbortWatch(AbstractEndPoint endPoint, Connection.UpgradeTo connection, Runnable aborted) {
        this.endPoint = endPoint;
        this.connection = connection;
        this.aborted = aborted;
    }

    synchronized void arm() {
        if (!over) {
            endPoint.tryFillInterested(this);
        }
    }

    /// To be called before the answer goes out: from then on the connection reads for itself.
    synchronized void disarm() {
        if (!over) {
            over = true;
            endPoint.getFillInterest().fillable();
        }
    }

    @Override
    public void succeeded() {
        if (hasHungUp()) {
            aborted.run();
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (finish()) {
            aborted.run();
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private synchronized boolean hasHungUp() {
        if (over) {
            return false;
        }
        ByteBuffer peeked = BufferUtil.allocate(PEEK_BYTES);
        int filled = fill(peeked);
        if (filled == 0) {
            endPoint.tryFillInterested(this);
            return false;
        }
        over = true;
        if (filled > 0) {
            connection.onUpgradeTo(peeked);
        }
        return filled < 0;
    }

    private int fill(ByteBuffer buffer) {
        try {
            return endPoint.fill(buffer);
        } catch (IOException _) {
            return -1;
        }
    }

    private synchronized boolean finish() {
        boolean first = !over;
        over = true;
        return first;
    }
}
