package dev.switchboard.application.service.people;

import dev.switchboard.domain.json.JsonValues;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Builds one line of an export. Null values are left out.
final class Fields {

    private final StringBuilder text = new StringBuilder("{");

    Fields with(String name, @Nullable String value) {
        if (value != null) {
            name(name);
            JsonValues.quote(value, text);
        }
        return this;
    }

    Fields with(String name, long value) {
        name(name).append(value);
        return this;
    }

    Fields with(String name, @Nullable Instant value) {
        return with(name, value == null ? null : value.toString());
    }

    Fields with(String name, Collection<String> values) {
        StringBuilder list = new StringBuilder();
        for (String value : values) {
            list.append(list.isEmpty() ? "" : ",");
            JsonValues.quote(value, list);
        }
        return json(name, "[" + list + "]");
    }

    /// Adds a value that is JSON already, unchanged.
    Fields json(String name, @Nullable String value) {
        if (value != null) {
            name(name).append(value);
        }
        return this;
    }

    private StringBuilder name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        JsonValues.quote(name, text);
        return text.append(':');
    }

    String toJson() {
        return text + "}";
    }
}
