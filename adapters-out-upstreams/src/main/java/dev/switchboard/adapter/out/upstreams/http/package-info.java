/// The one way out: an HTTP client that calls only hosts it may call, gives every call an end, and
/// turns whatever a peer does into an
/// [UpstreamReply][dev.switchboard.application.port.out.upstream.UpstreamReply].
package dev.switchboard.adapter.out.upstreams.http;
