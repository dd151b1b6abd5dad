package dev.switchboard.adapter.in.web.peer;

import dev.switchboard.application.port.in.cluster.ServePeers;
import dev.switchboard.domain.cluster.PeerAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The whole of the internal port: `POST /hub/<port>/<method>` with the proof of the calling hub.
/// Strangers learn nothing from its answers.
final class PeerHandler extends Handler.Abstract {

    /// Several messages of the greatest size, which is 1 MiB.
    private static final int MOST_BYTES = 16 << 20;

    private final ServePeers peers;

    PeerHandler(ServePeers peers) {
        this.peers = peers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long length = request.getLength();
        if (!HttpMethod.POST.is(request.getMethod()) || length < 0 || length > MOST_BYTES) {
            response.setStatus(HttpStatus.FORBIDDEN_403);
            response.write(true, null, callback);
            return true;
        }
        PeerAnswer answer =
                peers.serve(
                        request.getHttpURI().getPathQuery(),
                        request.getHeaders().get("Hub"),
                        () -> body(request));
        response.setStatus(answer.status().code());
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    private static byte[] body(Request request) {
        try {
            return Content.Source.asInputStream(request).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The calling hub went away", e);
        }
    }
}
