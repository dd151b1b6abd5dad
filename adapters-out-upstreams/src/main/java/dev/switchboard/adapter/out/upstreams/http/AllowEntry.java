package dev.switchboard.adapter.out.upstreams.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One entry of `switchboard.egress.allow`.
sealed interface AllowEntry {

    /// The port it is restricted to, or null for every ordinary one.
    @Nullable Integer port();

    boolean coversHost(Destination destination);

    default boolean covers(Destination destination) {
        Integer port = port();
        return (port == null || port == destination.port()) && coversHost(destination);
    }

    /// Covers what DNS says the name is at present, but no address given literally.
    record NamedHost(String name, @Nullable Integer port) implements AllowEntry {

        private static final Pattern FORM = Pattern.compile("[a-z0-9._-]+");

        public NamedHost {
            if (!FORM.matcher(name).matches()) {
                throw new IllegalArgumentException("no host name");
            }
        }

        @Override
        public boolean coversHost(Destination destination) {
            return name.equals(destination.name());
        }
    }

    /// Covers addresses, however a call came by them.
    record Addresses(Network network, @Nullable Integer port) implements AllowEntry {
        @Override
        public boolean coversHost(Destination destination) {
            InetAddress address = destination.address();
            return address != null && network.contains(address.getAddress());
        }
    }

    /// Reads `host`, `host:port`, an address likewise (IPv6 with a port in brackets), or a network.
    ///
    /// @throws IllegalArgumentException if it is none of them
    static AllowEntry parse(String text) {
        try {
            return read(text.strip().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "switchboard.egress.allow: '%s' is no host, host:port or network"
                            .formatted(text),
                    e);
        }
    }

    private static AllowEntry read(String text) {
        if (text.indexOf('/') >= 0) {
            return new Addresses(Network.parse(text), null);
        }
        int colon = text.lastIndexOf(':');
        boolean bareV6 = text.indexOf(':') != colon && !text.startsWith("[");
        if (colon < 0 || bareV6 || text.endsWith("]")) {
            return ofHost(text, null);
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        return ofHost(text.substring(0, colon), port);
    }

    private static AllowEntry ofHost(String host, @Nullable Integer port) {
        return switch (HostForm.of(host)) {
            case HostForm.Name(String name) -> new NamedHost(name, port);
            case HostForm.Literal(InetAddress address, _) ->
                    new Addresses(Network.of(address), port);
            case HostForm.Malformed _ -> throw new IllegalArgumentException("no address");
        };
    }
}
