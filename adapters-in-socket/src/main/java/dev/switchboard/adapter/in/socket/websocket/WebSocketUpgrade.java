package dev.switchboard.adapter.in.socket.websocket;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Behavior;
import org.eclipse.jetty.websocket.core.ExtensionStack;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.Negotiated;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketConstants;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.eclipse.jetty.websocket.core.util.WebSocketUtils;
import org.jspecify.annotations.Nullable;

/// Turns a request into a WebSocket (RFC 6455, 4.2). Jetty's own handshake is not used, because it
/// keeps the request's address and parameters as long as the WebSocket lives.
///
/// No extension is negotiated: compression costs a connection more memory than all the rest of it.
public final class WebSocketUpgrade {

    private static final HttpField UPGRADE =
            new PreEncodedHttpField(HttpHeader.UPGRADE, "websocket");
    private static final HttpField CONNECTION =
            new PreEncodedHttpField(HttpHeader.CONNECTION, "Upgrade");

    /// Buffers exist only while they hold bytes; this size holds a usual message.
    private static final int BUFFER_BYTES = 4096;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

    private static final URI ANYWHERE = URI.create("ws://localhost/");

    private final WebSocketComponents components;

    public WebSocketUpgrade() {
        this.components = new WebSocketComponents();
    }

    /// Whether the request asks for a WebSocket and is valid.
    public boolean isRequested(Request request) {
        HttpFields headers = request.getHeaders();
        return HttpMethod.GET.is(request.getMethod())
                && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
                && headers.contains(HttpHeader.UPGRADE, "websocket")
                && headers.contains(HttpHeader.CONNECTION, "upgrade")
                && headers.contains(
                        HttpHeader.SEC_WEBSOCKET_VERSION, WebSocketConstants.SPEC_VERSION_STRING)
                && isKey(headers.get(HttpHeader.SEC_WEBSOCKET_KEY));
    }

    /// Whether this is a `Sec-WebSocket-Key`: 16 bytes in base64.
    public static boolean isKey(@Nullable String text) {
        return text != null && KEY.matcher(text).matches();
    }

    /// Switches the request to WebSocket.
    ///
    /// @param answered succeeds when the response was sent, and fails if the client was gone before
    /// @param connection gets the WebSocket's frames
    public void open(
            Request request, Response response, Callback answered, FrameHandler connection) {
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, connect(request, connection));
        HttpFields.Mutable answer = response.getHeaders();
        answer.put(UPGRADE);
        answer.put(CONNECTION);
        answer.put(HttpHeader.SEC_WEBSOCKET_ACCEPT, acceptance(request));
        response.setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
        response.write(true, null, answered);
    }

    private WebSocketWire connect(Request request, FrameHandler connection) {
        WebSocketCoreSession session = new DirectSession(connection, terms(), components);
        session.setIdleTimeout(Duration.ZERO);
        session.setInputBufferSize(BUFFER_BYTES);
        session.setOutputBufferSize(BUFFER_BYTES);
        session.setMaxFrameSize(0);
        WebSocketWire wire = new WebSocketWire(request, session);
        session.setWebSocketConnection(wire);
        HttpConfiguration http = request.getConnectionMetaData().getHttpConfiguration();
        wire.setUseInputDirectByteBuffers(http.isUseInputDirectByteBuffers());
        wire.setUseOutputDirectByteBuffers(http.isUseOutputDirectByteBuffers());
        return wire;
    }

    /// The validator has checked the request; the WebSocket itself needs nothing of it.
    private Negotiated terms() {
        ExtensionStack none = new ExtensionStack(components, Behavior.SERVER);
        none.negotiate(List.of(), List.of());
        return new Negotiated(ANYWHERE, null, false, none, WebSocketConstants.SPEC_VERSION_STRING);
    }

    private static String acceptance(Request request) {
        return WebSocketUtils.hashKey(request.getHeaders().get(HttpHeader.SEC_WEBSOCKET_KEY));
    }

    /// Calls the connection directly, because there is no other class loader to switch to.
    private static final class DirectSession extends WebSocketCoreSession {

        private DirectSession(
                FrameHandler connection, Negotiated terms, WebSocketComponents components) {
            super(connection, Behavior.SERVER, terms, components);
        }

        @Override
        protected void handle(Runnable call) {
            call.run();
        }
    }
}
