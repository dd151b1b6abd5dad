package dev.switchboard.adapter.out.upstreams.yalo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.upstreams.http.JsonPost;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.secret.Secret;
import java.net.URLEncoder;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A call to make.
///
/// @param token null if it is part of the address, or none is needed
record YaloCall(String url, @Nullable Secret token, ObjectNode body) {

    JsonPost post() {
        JsonPost post = new JsonPost(EndpointUrl.parse(url), body.toString().getBytes(UTF_8));
        if (token != null) {
            post.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token.reveal());
        }
        return post;
    }

    /// Encodes a name as part of a path or query.
    static String part(String name) {
        return URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "Call";
    }
}
