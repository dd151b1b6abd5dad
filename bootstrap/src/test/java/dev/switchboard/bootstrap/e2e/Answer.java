package dev.switchboard.bootstrap.e2e;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An answer of the hub.
public record Answer(int status, HttpHeaders headers, String body) {

    static final JsonMapper JSON = JsonMapper.shared();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /// A text inside the body, by JSON pointer; empty if there is none.
    public String text(String pointer) {
        return json().at(pointer).asString("");
    }

    public @Nullable String header(String name) {
        return headers.firstValue(name).orElse(null);
    }
}
