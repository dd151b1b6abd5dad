package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.application.port.out.channel.EgressPolicy;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.network.Network;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Permits public addresses on ordinary ports, and the operator's list. The metadata services of
/// clouds are never permitted.
public final class EgressRules implements EgressPolicy {

    private final List<AllowEntry> allowed;
    private final boolean requireHttps;

    private EgressRules(List<AllowEntry> allowed, boolean requireHttps) {
        this.allowed = List.copyOf(allowed);
        this.requireHttps = requireHttps;
    }

    /// @throws IllegalArgumentException naming an unreadable entry
    public static EgressRules of(EgressProperties properties, boolean requireHttps) {
        List<AllowEntry> entries =
                properties.allow().stream()
                        .filter(entry -> !entry.isBlank())
                        .map(AllowEntry::parse)
                        .toList();
        return new EgressRules(entries, requireHttps);
    }

    /// Rules for an address that an operator configured, which needs no second permission: only
    /// this address and port are listed.
    public static EgressRules trusting(EndpointUrl configured) {
        return trusting(List.of(configured));
    }

    /// Likewise for several addresses.
    public static EgressRules trusting(List<EndpointUrl> configured) {
        return new EgressRules(configured.stream().map(EgressRules::entryFor).toList(), false);
    }

    /// Adds an address that an operator configured.
    public EgressRules alsoTrusting(EndpointUrl configured) {
        List<AllowEntry> entries = new ArrayList<>(allowed);
        entries.add(entryFor(configured));
        return new EgressRules(entries, requireHttps);
    }

    private static AllowEntry entryFor(EndpointUrl url) {
        return AllowEntry.parse(url.host() + ":" + portOf(url));
    }

    /// Whether an operator listed this very host, which permits more than for public hosts.
    public boolean lists(EndpointUrl endpoint) {
        int port = portOf(endpoint);
        return switch (HostForm.of(endpoint.host())) {
            case HostForm.Malformed _ -> false;
            case HostForm.Literal(InetAddress address, _) ->
                    listed(new Destination(null, address, port));
            case HostForm.Name(String name) -> listed(new Destination(name, null, port));
        };
    }

    @Override
    public Decision judge(EndpointUrl endpoint) {
        int port = portOf(endpoint);
        boolean permitted =
                (!requireHttps || endpoint.secure())
                        && port > 0
                        && mayNameHost(HostForm.of(endpoint.host()), port);
        return permitted ? Decision.ALLOWED : Decision.REFUSED;
    }

    private boolean mayNameHost(HostForm host, int port) {
        return switch (host) {
            case HostForm.Malformed _ -> false;
            case HostForm.Literal literal -> permits(literal, port);
            case HostForm.Name(String name) -> mayAskDns(new Destination(name, null, port));
        };
    }

    private boolean mayAskDns(Destination destination) {
        return mayUsePort(destination) && (!isLocal(destination.name()) || listed(destination));
    }

    private static boolean isLocal(@Nullable String name) {
        return name != null && (name.equals("localhost") || name.endsWith(".localhost"));
    }

    /// Whether a connection to a literally given address is permitted.
    boolean permits(HostForm.Literal literal, int port) {
        InetAddress address = literal.address();
        return permits(null, address, port)
                && (!literal.mapped() || listed(new Destination(null, address, port)));
    }

    /// Whether a connection to `address` is permitted.
    ///
    /// @param name the name that resolved to the address, in lower case; null if the address was
    ///   given literally
    boolean permits(@Nullable String name, InetAddress address, int port) {
        Destination destination = new Destination(name, address, port);
        return !SpecialAddresses.metadata(address)
                && mayUsePort(destination)
                && publicOrListed(destination)
                && publicOrListed(new Destination(name, SpecialAddresses.inner(address), port));
    }

    private boolean publicOrListed(Destination destination) {
        InetAddress address = destination.address();
        return address == null || !SpecialAddresses.internal(address) || listed(destination);
    }

    private boolean mayUsePort(Destination destination) {
        return !RefusedPorts.contains(destination.port())
                || allowed.stream().anyMatch(e -> e.port() != null && e.covers(destination));
    }

    private boolean listed(Destination destination) {
        return allowed.stream().anyMatch(entry -> entry.covers(destination));
    }

    private static int portOf(EndpointUrl endpoint) {
        if (endpoint.port() >= 0) {
            return endpoint.port();
        }
        return endpoint.secure() ? 443 : 80;
    }

    /// One entry of `switchboard.egress.allow`.
    sealed interface AllowEntry {

        /// The only port that it covers; null for every ordinary port.
        @Nullable Integer port();

        boolean coversHost(Destination destination);

        default boolean covers(Destination destination) {
            Integer port = port();
            return (port == null || port == destination.port()) && coversHost(destination);
        }

        /// Covers the current addresses of a name, but no literally given address.
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

        /// Covers addresses, whether resolved or given literally.
        record Addresses(Network network, @Nullable Integer port) implements AllowEntry {
            @Override
            public boolean coversHost(Destination destination) {
                InetAddress address = destination.address();
                return address != null && network.contains(address.getAddress());
            }
        }

        /// Parses `host`, `host:port`, likewise an address (IPv6 with a port in brackets), or a
        /// network.
        ///
        /// @throws IllegalArgumentException if the text is none of these
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

    /// The destination of a call.
    ///
    /// @param name the host's name in lower case; null if it was given as an address
    /// @param address its address; null before the DNS look-up
    record Destination(@Nullable String name, @Nullable InetAddress address, int port) {}
}
