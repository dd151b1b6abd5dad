/// The only way out: an HTTP client that calls only permitted hosts, limits the time of every call,
/// and turns every peer's behaviour into an
/// [UpstreamReply][dev.switchboard.application.port.out.upstream.UpstreamReply].
package dev.switchboard.adapter.out.upstreams.http;
