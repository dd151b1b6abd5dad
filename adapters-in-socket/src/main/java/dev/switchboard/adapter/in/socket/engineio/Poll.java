package dev.switchboard.adapter.in.socket.engineio;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// A client's GET, waiting for data.
final class Poll {

    private final Exchange exchange;
    private @Nullable AbortWatch watch;
    private volatile ByteBuffer payload = BufferUtil.EMPTY_BUFFER;

    Poll(Exchange exchange) {
        this.exchange = exchange;
        exchange.request().addIdleTimeoutListener(_ -> false);
    }

    /// Says who wants to know when the client hangs up before it is answered. To be called before
    /// anybody can answer, with [#listen] behind it.
    void onAbort(Runnable aborted) {
        Connection connection = exchange.request().getConnectionMetaData().getConnection();
        if (connection instanceof Connection.UpgradeTo http
                && connection.getEndPoint() instanceof AbstractEndPoint endPoint) {
            watch = new AbortWatch(endPoint, http, aborted);
        } else {
            exchange.request().addFailureListener(_ -> aborted.run());
        }
    }

    void listen() {
        if (watch != null) {
            watch.arm();
        }
    }

    /// Answers with packets.
    ///
    /// @param done told when the client has them all
    void answer(ByteBuffer packets, Callback done) {
        disarm();
        payload = packets;
        exchange.payload(packets, Callback.from(done, exchange.callback()));
    }

    void refuse(Refusal refusal) {
        disarm();
        exchange.refuse(refusal);
    }

    /// Gives up without an answer, or in the middle of one.
    void abort() {
        disarm();
        exchange.callback().failed(new EofException("the poll was given up"));
    }

    /// Bytes of the answer the client has not accepted.
    long unsent() {
        return payload.remaining();
    }

    private void disarm() {
        if (watch != null) {
            watch.disarm();
        }
    }
}
