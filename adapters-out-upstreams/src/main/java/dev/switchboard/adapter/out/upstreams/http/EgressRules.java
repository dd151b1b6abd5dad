package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.application.port.out.channel.EgressPolicy;
import dev.switchboard.domain.channel.EndpointUrl;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Public addresses and ordinary ports, plus what the operator listed. The metadata services of
/// clouds stay closed whatever is listed.
public final class EgressRules implements EgressPolicy {

    private final List<AllowEntry> allowed;
    private final boolean requireHttps;

    private EgressRules(List<AllowEntry> allowed, boolean requireHttps) {
        this.allowed = List.copyOf(allowed);
        this.requireHttps = requireHttps;
    }

    /// @throws IllegalArgumentException naming the entry that cannot be read
    public static EgressRules of(EgressProperties properties, boolean requireHttps) {
        List<AllowEntry> entries =
                properties.allow().stream()
                        .filter(entry -> !entry.isBlank())
                        .map(AllowEntry::parse)
                        .toList();
        return new EgressRules(entries, requireHttps);
    }

    /// For an address that an operator configured, which needs no second permission: it alone is
    /// listed, with its port.
    public static EgressRules trusting(EndpointUrl configured) {
        return trusting(List.of(configured));
    }

    /// As the other one, for several addresses.
    public static EgressRules trusting(List<EndpointUrl> configured) {
        return new EgressRules(configured.stream().map(EgressRules::entryFor).toList(), false);
    }

    private static AllowEntry entryFor(EndpointUrl url) {
        return AllowEntry.parse(url.host() + ":" + portOf(url));
    }

    /// Whether an operator listed this very host, which permits more than public ones have.
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
    public Verdict judge(EndpointUrl endpoint) {
        int port = portOf(endpoint);
        boolean permitted =
                (!requireHttps || endpoint.secure())
                        && port > 0
                        && mayNameHost(HostForm.of(endpoint.host()), port);
        return permitted ? Verdict.ALLOWED : Verdict.REFUSED;
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

    /// Whether a connection to an address may be opened that was given as it is.
    boolean permits(HostForm.Literal literal, int port) {
        InetAddress address = literal.address();
        return permits(null, address, port)
                && (!literal.mapped() || listed(new Destination(null, address, port)));
    }

    /// Whether a connection to `address` may be opened.
    ///
    /// @param name what the address was found by, in lower case; null if it was given as it is
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
}
