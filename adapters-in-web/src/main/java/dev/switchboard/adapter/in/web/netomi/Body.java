package dev.switchboard.adapter.in.web.netomi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.error.DirectAnswer;
import dev.switchboard.domain.json.JsonValues;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Builds the body of a response member by member, because the order is part of the contract and
/// much of it is passed on unchanged.
final class Body {

    private final StringBuilder text = new StringBuilder("{");

    static Body of(String flag, boolean value) {
        return new Body().raw(flag, Boolean.toString(value));
    }

    Body with(String name, String value) {
        begin(name);
        JsonValues.quote(value, text);
        return this;
    }

    Body with(String name, long value) {
        return raw(name, Long.toString(value));
    }

    Body with(String name, Body value) {
        return raw(name, value.toString());
    }

    /// @param json a value as JSON text; null leaves the member out
    Body raw(String name, @Nullable String json) {
        if (json != null) {
            begin(name);
            text.append(json);
        }
        return this;
    }

    private void begin(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        JsonValues.quote(name, text);
        text.append(':');
    }

    DirectAnswer direct(HttpStatus status) {
        return DirectAnswer.of(status, toString().getBytes(UTF_8));
    }

    ResponseEntity<byte[]> as(ResponseEntity.BodyBuilder answer) {
        return answer.contentType(MediaType.APPLICATION_JSON).body(toString().getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
