package dev.switchboard.domain.canned;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.handoff.TenantId;
import java.util.regex.Pattern;

/// A text that a tenant's agents send often. It may have fields, such as `{{customer.name}}`: the
/// console fills those that it knows, and the agent the others.
///
/// @param shortcut what an agent types after a slash to find it, unique within the tenant
/// @param version 1 for a new one; rises with each change
public record CannedReply(
        TenantId tenant, String shortcut, long version, String title, String text) {

    private static final Pattern SHORTCUT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");
    private static final Pattern FIELD = Pattern.compile("\\{\\{[^{}]{1,60}\\}\\}");
    private static final int MOST_TITLE = 100;
    private static final int MOST_TEXT = 4000;

    public CannedReply {
        require("shortcut", SHORTCUT.matcher(shortcut).matches());
        require("title", !title.isBlank() && title.length() <= MOST_TITLE);
        require("text", !text.isBlank() && text.length() <= MOST_TEXT && hasWholeFields(text));
    }

    /// Two braces begin and end a field and nothing else.
    private static boolean hasWholeFields(String text) {
        String rest = FIELD.matcher(text).replaceAll("");
        return !rest.contains("{{") && !rest.contains("}}");
    }

    private static void require(String field, boolean valid) {
        if (!valid) {
            throw new InvalidValueException(field, Reason.INVALID);
        }
    }
}
