package dev.switchboard.adapter.in.web.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.domain.json.JsonValues;

/// The bodies of the original channel endpoints, with the same order of members.
public final class LegacyEnvelope {

    private LegacyEnvelope() {}

    /// A success with data.
    ///
    /// @param json the data as JSON text, sent unchanged
    public static byte[] data(String json) {
        return ("{\"success\":true,\"data\":" + json + "}").getBytes(UTF_8);
    }

    public static byte[] message(String text) {
        return body("{\"success\":true,\"message\":", text);
    }

    public static byte[] error(String text) {
        return body("{\"success\":false,\"error\":", text);
    }

    /// An object that ends with a text.
    ///
    /// @param start its JSON up to that text
    public static byte[] body(String start, String text) {
        StringBuilder body = new StringBuilder(start);
        JsonValues.quote(text, body);
        return body.append('}').toString().getBytes(UTF_8);
    }
}
