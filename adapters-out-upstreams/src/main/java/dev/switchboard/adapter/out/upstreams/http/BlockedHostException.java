package dev.switchboard.adapter.out.upstreams.http;

import java.net.UnknownHostException;

/// Egress control refused a host during connect. A subclass of [UnknownHostException], because the
/// client library's resolver can throw nothing else.
final class BlockedHostException extends UnknownHostException {

    private static final long serialVersionUID = 1L;
}
