package dev.switchboard.domain.people;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.session.BrowserId;
import dev.switchboard.domain.session.EndUser;
import java.util.Set;

/// Somebody of whom something is kept, by all names that lead to each other. Prints none of them.
///
/// @param name as somebody asked for them
/// @param conversations theirs, and the names by which platforms know them
/// @param subjects what signed tokens call them
/// @param browsers by which they proved themselves without a token
public record Person(
        String name,
        Set<ConversationId> conversations,
        Set<String> subjects,
        Set<BrowserId> browsers) {

    private static final int LONGEST = 300;
    private static final int DIGITS = 32;

    public Person {
        if (name.isBlank() || name.length() > LONGEST) {
            throw new InvalidValueException("person", Reason.INVALID);
        }
        conversations = Set.copyOf(conversations);
        subjects = Set.copyOf(subjects);
        browsers = Set.copyOf(browsers);
    }

    /// Whether this is somebody's own proof. A browser alone proves whoever used it without a
    /// signed name: with one, it may be somebody else's turn at it.
    public boolean isProvenBy(EndUser who) {
        return who.subject() != null
                ? subjects.contains(who.subject())
                : who.browser() != null && browsers.contains(who.browser());
    }

    /// What stands for a name where the name itself must not stay, as in the audit.
    public static String pseudonym(String name) {
        return "person:" + Sha256.hex(name).substring(0, DIGITS);
    }

    @Override
    public String toString() {
        return pseudonym(name);
    }
}
