package dev.switchboard.adapter.in.web.json;

import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Hashes JSON independent of its spelling: members are sorted, numbers compared by value.
public final class CanonicalJson {

    private final Set<String> ignored;
    private final StringBuilder text = new StringBuilder();

    private CanonicalJson(Set<String> ignored) {
        this.ignored = ignored;
    }

    /// SHA-256 of the canonical text, as 64 hexadecimal digits.
    public static String sha256(JsonValue value) {
        return sha256(value, Set.of());
    }

    /// SHA-256 of the canonical text without some members.
    ///
    /// @param ignored names of members that are left out at any depth
    public static String sha256(JsonValue value, Set<String> ignored) {
        CanonicalJson canonical = new CanonicalJson(ignored);
        canonical.write(value);
        return Sha256.hex(canonical.text.toString());
    }

    private void write(JsonValue value) {
        switch (value) {
            case JsonNumber(var number) -> text.append(number.stripTrailingZeros());
            case JsonArray(var items) -> writeItems(items);
            case JsonObject(var members) -> writeMembers(members);
            case JsonString(String string) -> JsonValues.quote(string, text);
            case JsonNull _, JsonBoolean _ -> text.append(JsonValues.write(value));
        }
    }

    private void writeItems(List<JsonValue> items) {
        text.append('[');
        String separator = "";
        for (JsonValue item : items) {
            text.append(separator);
            write(item);
            separator = ",";
        }
        text.append(']');
    }

    private void writeMembers(Map<String, JsonValue> members) {
        String[] names = members.keySet().toArray(String[]::new);
        Arrays.sort(names);
        text.append('{');
        String separator = "";
        for (String name : names) {
            JsonValue member = members.get(name);
            if (member != null && !ignored.contains(name)) {
                text.append(separator);
                JsonValues.quote(name, text);
                text.append(':');
                write(member);
                separator = ",";
            }
        }
        text.append('}');
    }
}
