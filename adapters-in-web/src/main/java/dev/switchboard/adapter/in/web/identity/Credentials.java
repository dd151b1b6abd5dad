package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.domain.secret.Secret;
import org.jspecify.annotations.Nullable;

/// What somebody says to log in.
record Credentials(String username, Secret password) {

    /// @throws dev.switchboard.adapter.in.web.json.UnreadableJsonException if it is no JSON object
    /// @throws dev.switchboard.domain.InvalidValueException if one of the two is no text
    static Credentials parse(byte @Nullable [] body) {
        JsonFields fields = JsonFields.ofOptional(body);
        return new Credentials(
                fields.requiredString("username"), new Secret(fields.requiredString("password")));
    }
}
