package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.websocket.WebSocketUpgrade;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Checks every request in a fixed order, and passes it on or refuses it.
final class RequestValidator {

    private final Sessions sessions;
    private final Origins origins;
    private final WebSocketUpgrade upgrade;
    private final RequestRouter requestRouter;

    RequestValidator(Sessions sessions, WebSocketUpgrade upgrade, RequestRouter requestRouter) {
        this.sessions = sessions;
        this.origins = new Origins(sessions.settings().allowedOrigins());
        this.upgrade = upgrade;
        this.requestRouter = requestRouter;
    }

    void receive(HttpExchange httpExchange) {
        origins.declare(httpExchange.request(), httpExchange.response().getHeaders());
        if (isMethod(httpExchange, HttpMethod.OPTIONS)) {
            origins.declareMethods(httpExchange.response().getHeaders());
            httpExchange.empty();
            return;
        }
        Parameters parameters = Parameters.of(httpExchange.request().getHttpURI().getQuery());
        Transport transport = transport(parameters);
        Refusal refusal =
                transport == null
                        ? Refusal.TRANSPORT_UNKNOWN
                        : admit(httpExchange, parameters, transport);
        if (refusal != null) {
            sessions.watch().refused(refusal);
            httpExchange.refuse(refusal);
        }
    }

    private @Nullable Transport transport(Parameters parameters) {
        for (Transport transport : sessions.settings().transports()) {
            if (transport.word().equals(parameters.transport())) {
                return transport;
            }
        }
        return null;
    }

    private @Nullable Refusal admit(
            HttpExchange httpExchange, Parameters parameters, Transport transport) {
        String sid = parameters.sid();
        Session session = sid == null ? null : sessions.find(sid);
        if (sid != null && session == null) {
            return requestRouter.isGreeted(sid, transport, httpExchange)
                    ? null
                    : Refusal.SESSION_UNKNOWN;
        }
        Refusal refusal = check(httpExchange, parameters, transport, session != null);
        if (refusal != null) {
            return refusal;
        }
        return session == null
                ? requestRouter.open(httpExchange, transport)
                : requestRouter.visit(session, httpExchange, transport);
    }

    private @Nullable Refusal check(
            HttpExchange httpExchange, Parameters parameters, Transport transport, boolean known) {
        boolean post = known && isMethod(httpExchange, HttpMethod.POST);
        if (!post && !isMethod(httpExchange, HttpMethod.GET)) {
            return Refusal.BAD_METHOD;
        }
        if (transport == Transport.WEBSOCKET && !upgrade.isRequested(httpExchange.request())) {
            return Refusal.BAD_REQUEST;
        }
        if (!origins.allow(httpExchange.request())) {
            return Refusal.FORBIDDEN;
        }
        return parameters.isSupported() ? null : Refusal.BAD_VERSION;
    }

    private static boolean isMethod(HttpExchange httpExchange, HttpMethod method) {
        return method.is(httpExchange.request().getMethod());
    }

    /// The query of a request. Its values are plain words and ids, so nothing is decoded; the first
    /// of repeated parameters counts.
    private record Parameters(
            @Nullable String version, @Nullable String transport, @Nullable String sid) {

        static Parameters of(@Nullable String query) {
            String version = null;
            String transport = null;
            String sid = null;
            for (String part : query == null ? new String[0] : query.split("&", -1)) {
                int equals = part.indexOf('=');
                String value = part.substring(equals + 1);
                switch (equals < 0 ? "" : part.substring(0, equals)) {
                    case "EIO" -> version = version == null ? value : version;
                    case "transport" -> transport = transport == null ? value : transport;
                    case "sid" -> sid = sid == null ? value : sid;
                    default -> {}
                }
            }
            return new Parameters(version, transport, sid);
        }

        boolean isSupported() {
            return "4".equals(version);
        }
    }

    /// Decides which pages may connect, and writes the CORS headers.
    private static final class Origins {

        private static final String ANY = "*";

        private final Set<String> allowed;

        Origins(Set<String> allowed) {
            this.allowed = allowed;
        }

        /// Whether the request may be served: it comes from no page, from one of this server, or
        /// from one on the list.
        boolean allow(Request request) {
            String origin = request.getHeaders().get(HttpHeader.ORIGIN);
            return origin == null || isListed(origin) || isOwn(origin, request);
        }

        /// Tells the browser whether the page may read the response.
        void declare(Request request, HttpFields.Mutable answer) {
            if (allowed.contains(ANY)) {
                answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
                return;
            }
            answer.put(HttpHeader.VARY, HttpHeader.ORIGIN.asString());
            String origin = request.getHeaders().get(HttpHeader.ORIGIN);
            if (origin != null && allowed.contains(origin)) {
                answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
                answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            }
        }

        /// Tells the browser what the page may send.
        void declareMethods(HttpFields.Mutable answer) {
            if (answer.contains(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN)) {
                answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "GET,POST,OPTIONS");
                answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, "content-type,authorization");
                answer.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, "600");
            }
        }

        private boolean isListed(String origin) {
            return allowed.contains(ANY) || allowed.contains(origin);
        }

        private static boolean isOwn(String origin, Request request) {
            @Nullable String host = request.getHeaders().get(HttpHeader.HOST);
            return host != null
                    && origin.equals((request.isSecure() ? "https://" : "http://") + host);
        }
    }
}
