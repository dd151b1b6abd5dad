package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.limits.ByteBudget;
import dev.switchboard.adapter.in.socket.websocket.WebSocketUpgrade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.jspecify.annotations.Nullable;

/// One HTTP request with its body and its response, which is written once. It also notices when the
/// client hangs up.
record HttpExchange(Request request, Response response, Callback callback) {

    private static final HttpField NO_STORE =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
    private static final HttpField PAYLOAD =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/plain; charset=UTF-8");
    private static final HttpField TAKEN =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/html");
    private static final HttpField PROBLEM =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final HttpField RETRY_SOON =
            new PreEncodedHttpField(HttpHeader.RETRY_AFTER, "2");
    private static final byte[] OK = {'o', 'k'};

    @Nullable String header(HttpHeader name) {
        return request.getHeaders().get(name);
    }

    /// The length of the request's headers.
    long headerBytes() {
        long bytes = 0;
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            bytes += field.getName().length() + (value == null ? 0 : value.length());
        }
        return bytes;
    }

    /// Answers a GET with packets.
    void payload(ByteBuffer packets, Callback done) {
        response.getHeaders().put(PAYLOAD);
        answer(HttpStatus.OK_200, packets, done);
    }

    /// Answers an accepted POST.
    void taken() {
        response.getHeaders().put(TAKEN);
        answer(HttpStatus.OK_200, ByteBuffer.wrap(OK), callback);
    }

    /// Answers a preflight request.
    void empty() {
        answer(HttpStatus.NO_CONTENT_204, BufferUtil.EMPTY_BUFFER, callback);
    }

    /// Switches to WebSocket.
    ///
    /// @param failed called if the client hung up before the response
    void upgrade(WebSocketUpgrade entrance, FrameHandler connection, Runnable failed) {
        Callback done = Callback.from(() -> {}, _ -> failed.run());
        entrance.open(request, response, Callback.from(callback, done), connection);
    }

    /// The server closes a connection on which the body of a refused request has not all come.
    void refuse(Refusal refusal) {
        if (!request.consumeAvailable()) {
            response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        }
        byte[] body = refusal.body();
        if (body.length > 0) {
            response.getHeaders().put(PROBLEM);
        }
        if (refusal == Refusal.UNAVAILABLE || refusal == Refusal.TOO_MANY) {
            response.getHeaders().put(RETRY_SOON);
        }
        answer(refusal.status(), ByteBuffer.wrap(body), callback);
    }

    private void answer(int status, ByteBuffer body, Callback done) {
        response.setStatus(status);
        response.getHeaders().put(NO_STORE);
        response.write(true, body, done);
    }

    /// Notices when the client of a waiting GET hangs up. The server itself would not: it reads an
    /// HTTP/1.1 connection again only after the response.
    static final class AbortWatch implements Callback {

        /// Few clients send their next request before this response; bytes read from it go back to
        /// the connection.
        private static final int PEEK_BYTES = 512;

        private final AbstractEndPoint endPoint;
        private final Connection.UpgradeTo connection;
        private final Runnable aborted;
        private boolean over;

        private AbortWatch(
                AbstractEndPoint endPoint, Connection.UpgradeTo connection, Runnable aborted) {
            this.endPoint = endPoint;
            this.connection = connection;
            this.aborted = aborted;
        }

        /// Returns a watch of this request's client.
        ///
        /// @return null if the connection cannot be watched; then the server reports an abort
        static @Nullable AbortWatch over(Request request, Runnable aborted) {
            Connection connection = request.getConnectionMetaData().getConnection();
            return connection instanceof Connection.UpgradeTo http
                            && connection.getEndPoint() instanceof AbstractEndPoint endPoint
                    ? new AbortWatch(endPoint, http, aborted)
                    : null;
        }

        synchronized void arm() {
            if (!over) {
                endPoint.tryFillInterested(this);
            }
        }

        /// Must be called before the response: from then on the connection reads for itself.
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

    /// Reads a request's body without blocking.
    ///
    /// If the body exceeds the limit, the rest is read and dropped, within reason: a client that is
    /// disconnected while it sends would see a broken connection instead of the response.
    static final class Body implements Runnable {

        private static final int WITHIN_REASON = 16;

        private final Content.Source source;
        private final int limit;
        private final ByteBudget.Share unfinished;
        private final Reader reader;
        private final ByteArrayOutputStream parts = new ByteArrayOutputStream(0);
        private long size;

        /// @param unfinished counts the bytes until the body is complete
        Body(Content.Source source, int limit, ByteBudget.Share unfinished, Reader reader) {
            this.source = source;
            this.limit = limit;
            this.unfinished = unfinished;
            this.reader = reader;
        }

        /// The consumer of the body; exactly one of its methods is called.
        interface Reader {
            void complete(byte[] body);

            void tooLarge();

            /// There is no room for this body beside what other clients have begun.
            void unaffordable();

            void broken(Throwable cause);
        }

        void read() {
            run();
        }

        @Override
        public void run() {
            boolean goesOn = true;
            while (goesOn) {
                Content.Chunk chunk = source.read();
                if (chunk == null) {
                    source.demand(this);
                    return;
                }
                goesOn = take(chunk);
            }
        }

        private boolean take(Content.Chunk chunk) {
            if (Content.Chunk.isFailure(chunk)) {
                unfinished.giveBack();
                reader.broken(chunk.getFailure());
                return false;
            }
            size += chunk.remaining();
            if (!chunk.isLast() && size <= limit && !unfinished.take(chunk.remaining())) {
                chunk.release();
                unfinished.giveBack();
                reader.unaffordable();
                return false;
            }
            if (size <= limit) {
                parts.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
            }
            chunk.release();
            if (chunk.isLast() || size > (long) WITHIN_REASON * limit) {
                finish();
                return false;
            }
            return true;
        }

        private void finish() {
            unfinished.giveBack();
            if (size > limit) {
                reader.tooLarge();
            } else {
                reader.complete(parts.toByteArray());
            }
        }
    }

    /// A client's GET that waits for data.
    static final class Poll {

        private final HttpExchange httpExchange;
        private @Nullable AbortWatch watch;
        private volatile ByteBuffer payload = BufferUtil.EMPTY_BUFFER;

        Poll(HttpExchange httpExchange) {
            this.httpExchange = httpExchange;
            httpExchange.request().addIdleTimeoutListener(_ -> false);
        }

        /// Sets the callback for a client that hangs up before the response. Must be called before
        /// anybody can answer; [#listen] follows.
        void onAbort(Runnable aborted) {
            watch = AbortWatch.over(httpExchange.request(), aborted);
            if (watch == null) {
                httpExchange.request().addFailureListener(_ -> aborted.run());
            }
        }

        void listen() {
            if (watch != null) {
                watch.arm();
            }
        }

        /// Answers with packets.
        ///
        /// @param done called when the client has all of them
        void answer(ByteBuffer packets, Callback done) {
            disarm();
            payload = packets;
            httpExchange.payload(packets, Callback.from(done, httpExchange.callback()));
        }

        void refuse(Refusal refusal) {
            disarm();
            httpExchange.refuse(refusal);
        }

        /// Gives up without a response, or in the middle of one.
        void abort() {
            disarm();
            httpExchange.callback().failed(new EofException("the poll was given up"));
        }

        /// The bytes of the response that the client has not accepted.
        long unsent() {
            return payload.remaining();
        }

        private void disarm() {
            if (watch != null) {
                watch.disarm();
            }
        }
    }
}
