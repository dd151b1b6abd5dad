package dev.switchboard.adapter.out.upstreams.http;

import java.net.UnknownHostException;

/// Egress control refused a host while a connection was to be opened. The type is the client
/// library's only way out of its resolver.
final class BlockedHostException extends UnknownHostException {

    private static final long serialVersionUID = 1L;
}
