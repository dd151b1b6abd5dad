package dev.switchboard.domain.label;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.handoff.LabelId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A word that agents choose from a list of their tenant's.
///
/// @param name for people to read
/// @param color `#rrggbb`, for a mark beside the name; null for none
/// @param retired whether it can no longer be chosen. It stays in the list, so that conversations
///   that have it can show its name
public record Label(LabelId id, String name, @Nullable String color, boolean retired) {

    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final int MOST_NAME = 60;

    public Label {
        require("name", !name.isBlank() && name.length() <= MOST_NAME);
        require("color", color == null || COLOR.matcher(color).matches());
    }

    private static void require(String field, boolean valid) {
        if (!valid) {
            throw new InvalidValueException(field, Reason.INVALID);
        }
    }
}
