package dev.switchboard.domain.people;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.session.BrowserId;
import dev.switchboard.domain.session.EndUser;
import java.util.Set;

/// A person with stored data, and all their linked names. Prints none of them.
///
/// @param name the name that was asked for
/// @param conversations their conversations, and their names on platforms
/// @param subjects their names in signed tokens
/// @param browsers the browsers that proved them without a token
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

    /// Whether `who` is a proof of this person. A browser proves only somebody who used it without
    /// a signed name; with one, another person may be using it.
    public boolean isProvenBy(EndUser who) {
        return who.subject() != null
                ? subjects.contains(who.subject())
                : who.browser() != null && browsers.contains(who.browser());
    }

    /// The stand-in for a name wherever the name itself must not stay, as in the audit.
    public static String pseudonym(String name) {
        return "person:" + Sha256.hex(name).substring(0, DIGITS);
    }

    @Override
    public String toString() {
        return pseudonym(name);
    }
}
