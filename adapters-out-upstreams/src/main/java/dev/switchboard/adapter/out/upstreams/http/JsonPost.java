package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.domain.channel.EndpointUrl;

/// One POST of a JSON body.
public final class JsonPost extends OutboundCall {

    /// @param body UTF-8, sent as it stands; not to be changed any more
    public JsonPost(EndpointUrl endpoint, byte[] body) {
        super("POST", endpoint, body, "application/json");
    }
}
