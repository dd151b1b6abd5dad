package dev.switchboard.adapter.out.upstreams.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Asks DNS for the addresses of a name, at least one.
@FunctionalInterface
interface NameLookup {

    InetAddress[] lookup(String name) throws UnknownHostException;
}
