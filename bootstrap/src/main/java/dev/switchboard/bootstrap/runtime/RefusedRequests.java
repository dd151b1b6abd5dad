package dev.switchboard.bootstrap.runtime;

import java.nio.ByteBuffer;
import java.util.function.BiFunction;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
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

    void answerFor(Server server) {
        server.setErrorHandler(this);
        for (Connector connector : server.getConnectors()) {
            HttpConnectionFactory http =
                    connector.getConnectionFactory(HttpConnectionFactory.class);
            if (http != null && connector instanceof AbstractConnector own) {
                own.addConnectionFactory(new Remembering(http.getHttpConfiguration()));
            }
        }
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
        String unreadable = connection instanceof ReadPaths own ? own.unreadable : null;
        String path = unreadable == null ? request.getHttpURI().getPath() : unreadable;
        return path == null ? "" : path;
    }

    /// Jetty's own connections, but for what follows.
    private static final class Remembering extends HttpConnectionFactory {

        Remembering(HttpConfiguration configuration) {
            super(configuration);
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            ReadPaths connection = new ReadPaths(getHttpConfiguration(), connector, endPoint);
            connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
            return configure(connection, connector, endPoint);
        }
    }

    /// Jetty forgets a path that it cannot decode, and we would not know whose words to use.
    private static final class ReadPaths extends HttpConnection {

        private volatile @Nullable String unreadable;

        ReadPaths(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
            super(configuration, connector, endPoint);
        }

        @Override
        protected HttpStreamOverHTTP1 newHttpStream(
                String method, String uri, HttpVersion version) {
            try {
                return super.newHttpStream(method, uri, version);
            } catch (RuntimeException e) {
                unreadable = uri;
                throw e;
            }
        }
    }
}
