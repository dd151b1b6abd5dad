package dev.switchboard.bootstrap.runtime;

import java.nio.ByteBuffer;
import java.util.function.BiFunction;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.springframework.http.ResponseEntity;

/// Answers what Jetty refuses before any filter of ours sees it: paths it cannot read, or that
/// could be read in two ways, and heads that are too long. It does so in our words, whatever the
/// method, and repeats nothing of what was asked. Jetty's own page would.
final class RefusedRequests extends ErrorHandler {

    private final BiFunction<String, Integer, ResponseEntity<byte[]>> words;

    /// @param words what is said to a path and a status
    RefusedRequests(BiFunction<String, Integer, ResponseEntity<byte[]>> words) {
        this.words = words;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        ResponseEntity<byte[]> answer = words.apply(pathOf(request), response.getStatus());
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> response.getHeaders().put(name, values));
        byte[] body = answer.getBody();
        response.write(true, body == null ? null : ByteBuffer.wrap(body), callback);
        return true;
    }

    private static String pathOf(Request request) {
        Connection connection = request.getConnectionMetaData().getConnection();
        String unreadable =
                connection instanceof ClientConnection client ? client.unreadablePath() : null;
        String path = unreadable == null ? request.getHttpURI().getPath() : unreadable;
        return path == null ? "" : path;
    }
}
