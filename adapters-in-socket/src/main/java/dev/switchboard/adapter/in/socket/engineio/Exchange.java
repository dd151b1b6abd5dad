package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.websocket.WebSocketEntrance;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.jspecify.annotations.Nullable;

/// One HTTP request and its answer, which is written once.
record Exchange(Request request, Response response, Callback callback) {

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

    /// Packets for a GET.
    void payload(ByteBuffer packets, Callback done) {
        response.getHeaders().put(PAYLOAD);
        answer(HttpStatus.OK_200, packets, done);
    }

    /// A POST was taken.
    void taken() {
        response.getHeaders().put(TAKEN);
        answer(HttpStatus.OK_200, ByteBuffer.wrap(OK), callback);
    }

    /// A preflight was answered.
    void empty() {
        answer(HttpStatus.NO_CONTENT_204, BufferUtil.EMPTY_BUFFER, callback);
    }

    /// Goes on as a WebSocket.
    ///
    /// @param failed called when the client was gone before it was told
    void upgrade(WebSocketEntrance entrance, FrameHandler connection, Runnable failed) {
        Callback done = Callback.from(() -> {}, _ -> failed.run());
        entrance.open(request, response, Callback.from(callback, done), connection);
    }

    void refuse(Refusal refusal) {
        byte[] body = refusal.body();
        if (body.length > 0) {
            response.getHeaders().put(PROBLEM);
        }
        if (refusal == Refusal.UNAVAILABLE) {
            response.getHeaders().put(RETRY_SOON);
        }
        answer(refusal.status(), ByteBuffer.wrap(body), callback);
    }

    private void answer(int status, ByteBuffer body, Callback done) {
        response.setStatus(status);
        response.getHeaders().put(NO_STORE);
        response.write(true, body, done);
    }
}
