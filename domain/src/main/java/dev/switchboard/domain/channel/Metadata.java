package dev.switchboard.domain.channel;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// A channel's free-form object: at most 64 KiB of JSON, 10 levels deep, keys of at most 100
/// characters without `.` and NUL and not starting with `$`. The hub reads `endpoint_url`; all
/// other keys belong to the admin.
public record Metadata(JsonObject values) {

    public static final String ENDPOINT_URL = "endpoint_url";

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_DEPTH = 10;
    private static final int MAX_KEY_LENGTH = 100;

    public Metadata {
        if (JsonValues.depth(values) > MAX_DEPTH) {
            throw new InvalidValueException(ChannelFields.METADATA, Reason.INVALID, "depth");
        }
        refuseForbiddenKeys(values);
        if (JsonValues.write(values).getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new InvalidValueException(ChannelFields.METADATA, Reason.TOO_LONG);
        }
    }

    private static void refuseForbiddenKeys(JsonValue value) {
        switch (value) {
            case JsonObject(var members) ->
                    members.forEach((key, member) -> {
                        refuseIfForbidden(key);
                        refuseForbiddenKeys(member);
                    });
            case JsonArray(var items) -> items.forEach(Metadata::refuseForbiddenKeys);
            default -> {}
        }
    }

    private static void refuseIfForbidden(String key) {
        if (key.length() > MAX_KEY_LENGTH
                || key.indexOf('.') >= 0
                || key.indexOf('\0') >= 0
                || key.startsWith("$")) {
            throw new InvalidValueException(ChannelFields.METADATA, Reason.NOT_ALLOWED, key);
        }
    }

    /// The channel's address, or empty for a hand-made document without one. Such a channel can be
    /// read and repaired, but nothing can be sent to it.
    ///
    /// @throws InvalidValueException if the address is not a URL that we could call
    public Optional<EndpointUrl> endpoint() {
        return switch (values.members().get(ENDPOINT_URL)) {
            case null -> Optional.empty();
            case JsonString(String url) when !url.isBlank() -> Optional.of(EndpointUrl.parse(url));
            case JsonString _, JsonValue.JsonNull _ -> Optional.empty();
            default -> throw new InvalidValueException(ENDPOINT_URL, Reason.INVALID);
        };
    }

    /// Requires an address: a registration must have one, a hand-made document may lack it.
    public Metadata requireEndpoint() {
        if (endpoint().isEmpty()) {
            throw new InvalidValueException(ENDPOINT_URL, Reason.MISSING);
        }
        return this;
    }

    /// Whether both say the same, regardless of the order of members.
    public boolean saysTheSameAs(Metadata other) {
        return JsonValues.same(values, other.values);
    }

    public static Metadata of(Map<String, JsonValue> members) {
        return new Metadata(new JsonObject(members));
    }
}
