package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.domain.channel.EndpointUrl;

/// A POST with a JSON body.
public final class JsonPost extends OutboundCall {

    /// @param body UTF-8, sent unchanged; must not be modified afterwards
    public JsonPost(EndpointUrl endpoint, byte[] body) {
        super("POST", endpoint, body, "application/json");
    }
}
