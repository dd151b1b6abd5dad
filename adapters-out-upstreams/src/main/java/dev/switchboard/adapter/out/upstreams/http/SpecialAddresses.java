package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.domain.network.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Tells public addresses from those inside private networks and those that are not assignable.
/// IPv6 addresses that contain an IPv4 address (compatible, NAT64, 6to4; Java itself unwraps mapped
/// ones) are judged by both.
final class SpecialAddresses {

    private static final List<Network> INTERNAL =
            networks(
                    "0.0.0.0/8", // this network; Linux connects 0.0.0.0 to itself
                    "10.0.0.0/8",
                    "100.64.0.0/10", // carrier-grade NAT
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // relays of 6to4, given up
                    "192.168.0.0/16",
                    "198.18.0.0/15", // benchmarking
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, and broadcast
                    "::/128",
                    "::1/128",
                    "::ffff:0:0:0/96", // IPv4 as translators once wrote it
                    "64:ff9b::/96", // NAT64: where it leads is the network's choice
                    "64:ff9b:1::/48", // a site's own NAT64, whose inner form is its secret
                    "100::/64", // discard
                    "2001::/23", // protocol assignments; Teredo, which hides an IPv4 address
                    "2001:db8::/32", // documentation
                    "3fff::/20", // documentation
                    "5f00::/16", // segment routing
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10", // site-local, still routed by some
                    "ff00::/8");

    /// Addresses where clouds hand out credentials to any caller inside.
    private static final List<Network> METADATA =
            networks(
                    "169.254.169.254",
                    "169.254.170.2", // tasks of AWS ECS
                    "169.254.170.23", // pods of AWS EKS
                    "fd00:ec2::254",
                    "fd00:ec2::23",
                    "fd20:ce::254", // Google
                    "100.100.100.200", // Alibaba
                    "168.63.129.16", // Azure
                    "192.0.0.192"); // Oracle

    private static final Network COMPATIBLE = Network.parse("::/96");
    private static final Network NONE_AND_LOOPBACK = Network.parse("::/127");
    private static final Network NAT64 = Network.parse("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.parse("2002::/16");

    private SpecialAddresses() {}

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }

    /// Whether an address is loopback, link-local, private, multicast or otherwise not public.
    static boolean internal(InetAddress address) {
        return within(INTERNAL, address);
    }

    /// Whether a cloud's metadata service listens at an address.
    static boolean metadata(InetAddress address) {
        return within(METADATA, address);
    }

    private static boolean within(List<Network> networks, InetAddress address) {
        byte[] outer = address.getAddress();
        byte[] inner = unwrapped(outer);
        for (Network network : networks) {
            if (network.contains(outer) || network.contains(inner)) {
                return true;
            }
        }
        return false;
    }

    /// The IPv4 address within an IPv6 address; any other address unchanged.
    static InetAddress inner(InetAddress address) {
        try {
            return InetAddress.getByAddress(unwrapped(address.getAddress()));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    private static byte[] unwrapped(byte[] address) {
        if (NONE_AND_LOOPBACK.contains(address)) {
            return address;
        }
        if (COMPATIBLE.contains(address) || NAT64.contains(address)) {
            return Arrays.copyOfRange(address, 12, 16);
        }
        return SIX_TO_FOUR.contains(address) ? Arrays.copyOfRange(address, 2, 6) : address;
    }
}
