package dev.switchboard.adapter.out.upstreams.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/// Resolves names and hands the client the very addresses that were checked, so a name whose
/// address changes between check and connect (rebinding) gains nothing. One forbidden address
/// blocks the whole name: public names have no private addresses.
record CheckedDnsResolver(EgressRules rules, NameLookup names) implements DnsResolver {

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return switch (HostForm.of(host)) {
            case HostForm.Malformed _ -> throw new BlockedHostException();
            case HostForm.Literal literal ->
                    checked(rules.permits(literal, port), port, literal.address());
            case HostForm.Name(String name) -> {
                InetAddress[] found = names.lookup(name);
                boolean permitted = Stream.of(found).allMatch(a -> rules.permits(name, a, port));
                yield checked(permitted, port, found);
            }
        };
    }

    private static List<InetSocketAddress> checked(
            boolean permitted, int port, InetAddress... addresses) throws BlockedHostException {
        if (!permitted) {
            throw new BlockedHostException();
        }
        return Stream.of(addresses).map(address -> new InetSocketAddress(address, port)).toList();
    }

    @Override
    public InetAddress[] resolve(String host) {
        throw new UnsupportedOperationException("the check includes the port");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /// Looks up the addresses of a name, at least one.
    @FunctionalInterface
    interface NameLookup {

        InetAddress[] lookup(String name) throws UnknownHostException;
    }
}
