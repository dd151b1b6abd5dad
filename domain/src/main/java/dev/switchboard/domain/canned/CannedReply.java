package dev.switchboard.domain.canned;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.handoff.QueueId;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A text that agents send often. It may have fields, such as `{{customer.name}}`: the console
/// fills those that it knows, and the agent the others.
///
/// @param shortcut what an agent types after a slash to find it, unique within its shelf
/// @param version 1 for a new one; rises with each change
/// @param queues those whose conversations it is for, in the order of their names; of all if there
///   is none. A reply of an agent's own is for all
/// @param locale the language of the text; null if it fits all
public record CannedReply(
        Shelf shelf,
        String shortcut,
        long version,
        String title,
        String text,
        List<QueueId> queues,
        @Nullable LanguageTag locale) {

    private static final Pattern SHORTCUT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");
    private static final Pattern FIELD = Pattern.compile("\\{\\{[^{}]{1,60}\\}\\}");
    private static final int MOST_TITLE = 100;
    private static final int MOST_TEXT = 4000;
    private static final int MOST_QUEUES = 100;

    public CannedReply {
        require("shortcut", SHORTCUT.matcher(shortcut).matches());
        require("title", !title.isBlank() && title.length() <= MOST_TITLE);
        require("text", !text.isBlank() && text.length() <= MOST_TEXT && hasWholeFields(text));
        queues = queues.stream().distinct().sorted(Comparator.comparing(QueueId::value)).toList();
        require("queues", queues.size() <= MOST_QUEUES && (queues.isEmpty() || shelf.isShared()));
    }

    /// The same as another version.
    public CannedReply at(long other) {
        return new CannedReply(shelf, shortcut, other, title, text, queues, locale);
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
