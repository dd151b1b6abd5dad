package dev.switchboard.bootstrap.runtime;

import dev.switchboard.domain.network.Network;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Applies the address, scheme and host that a trusted proxy forwards to a request, for all that
/// serve it. Forwarding headers from other senders are dropped, because a stranger could claim any
/// address.
///
/// The client is the last address of `X-Forwarded-For` that is not a trusted proxy: the client can
/// write anything before it.
final class ForwardedRequests implements HttpConfiguration.Customizer {

    /// The common prefix of most of these headers; the others are those that Jetty would read.
    private static final String FORWARDED = "x-forwarded-";

    private static final Set<String> OTHERS =
            Set.of("forwarded", "x-proxied-https", "proxy-auth-cert", "proxy-ssl-id");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._\\[\\]:-]{1,255}");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern SCHEME = Pattern.compile("https?");

    private final List<Network> trusted;
    private final boolean publicByHttps;
    private final ForwardedRequestCustomizer jetty = new ForwardedRequestCustomizer();

    /// @param publicByHttps whether callers reach us by https: the hub itself speaks plain HTTP, so
    ///   a proxy ends TLS and every request counts as https
    ForwardedRequests(List<Network> trusted, boolean publicByHttps) {
        this.trusted = List.copyOf(trusted);
        this.publicByHttps = publicByHttps;
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        HttpFields.Mutable headers = HttpFields.build();
        for (HttpField field : request.getHeaders()) {
            if (!isForwarded(field)) {
                headers.add(field);
            }
        }
        if (isTrusted(request)) {
            addClient(request.getHeaders(), headers);
        }
        if (publicByHttps) {
            headers.put(HttpHeader.X_FORWARDED_PROTO, "https");
        }
        dropUsualPort(headers);
        return jetty.customize(new Believed(request, headers.asImmutable()), answer);
    }

    private static boolean isForwarded(HttpField field) {
        String name = field.getLowerCaseName();
        return name.startsWith(FORWARDED) || OTHERS.contains(name);
    }

    private boolean isTrusted(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress()
                        instanceof InetSocketAddress peer
                && peer.getAddress() != null
                && isTrusted(peer.getAddress());
    }

    private boolean isTrusted(InetAddress address) {
        byte[] bytes = address.getAddress();
        return trusted.stream().anyMatch(network -> network.contains(bytes));
    }

    private void addClient(HttpFields said, HttpFields.Mutable headers) {
        String client = client(said.getCSV(HttpHeader.X_FORWARDED_FOR, false));
        if (client != null) {
            headers.put(HttpHeader.X_FORWARDED_FOR, client);
        }
        copy(said, headers, HttpHeader.X_FORWARDED_PROTO, SCHEME);
        copy(said, headers, HttpHeader.X_FORWARDED_HOST, HOST);
        copy(said, headers, HttpHeader.X_FORWARDED_PORT, PORT);
    }

    /// @return null if the header names only trusted proxies, nothing, or an unreadable address
    private @Nullable String client(List<String> hops) {
        for (String hop : hops.reversed()) {
            InetAddress address = address(hop);
            if (address == null) {
                return null;
            }
            if (!isTrusted(address)) {
                return address.getHostAddress();
            }
        }
        return null;
    }

    /// Some proxies include the port.
    private static @Nullable InetAddress address(String hop) {
        int colon = hop.lastIndexOf(':');
        boolean withPort =
                colon >= 0
                        && (hop.startsWith("[")
                                ? hop.charAt(colon - 1) == ']'
                                : hop.indexOf(':') == colon);
        try {
            return InetAddress.ofLiteral(withPort ? hop.substring(0, colon) : hop);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// Removes the default port: Jetty would append it to the host, where browsers omit it.
    private static void dropUsualPort(HttpFields.Mutable headers) {
        boolean https = "https".equals(headers.get(HttpHeader.X_FORWARDED_PROTO));
        if ((https ? "443" : "80").equals(headers.get(HttpHeader.X_FORWARDED_PORT))) {
            headers.remove(HttpHeader.X_FORWARDED_PORT);
        }
    }

    /// Copies the last value, which is the nearest proxy's.
    private static void copy(
            HttpFields said, HttpFields.Mutable headers, HttpHeader name, Pattern allowed) {
        List<String> values = said.getCSV(name, false);
        if (!values.isEmpty() && allowed.matcher(values.getLast()).matches()) {
            headers.put(name, values.getLast());
        }
    }

    private static final class Believed extends Request.Wrapper {

        private final HttpFields headers;

        private Believed(Request request, HttpFields headers) {
            super(request);
            this.headers = headers;
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
