package dev.switchboard.domain.audit;

import dev.switchboard.domain.Utf8;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import org.jspecify.annotations.Nullable;

/// An act to be audited.
///
/// @param actor the principal's name
/// @param action the verb, such as `channel.create`
/// @param subject the object of the action, such as a channel id
/// @param detail further facts, without secrets and bodies
/// @param address the actor's address; null means that of the current request
public record Act(
        String actor,
        String action,
        String subject,
        String detail,
        Outcome outcome,
        Frequency frequency,
        @Nullable String address) {

    /// The actor of what the hub does by itself.
    public static final String HUB = "switchboard";

    private static final int LONGEST = 300;

    public Act {
        actor = shortened(actor);
        action = shortened(action);
        subject = shortened(subject);
        detail = shortened(detail);
    }

    /// The frequency of an act, and so the way it is recorded.
    public enum Frequency {
        /// Every act gets its own entry.
        ONCE,
        /// Repeats within a minute are counted: one entry for the first, one for all others.
        OFTEN,
        /// Like [#OFTEN], for acts open to strangers: only some entries a minute name them, however
        /// many they try.
        BY_STRANGERS
    }

    /// A completed act with an entry of its own.
    public static Act of(String actor, String action, String subject, String detail) {
        return new Act(actor, action, subject, detail, Outcome.DONE, Frequency.ONCE, null);
    }

    /// An act that a caller may repeat many times a minute, such as reading.
    public static Act often(String actor, String action, String subject) {
        return new Act(actor, action, subject, "", Outcome.DONE, Frequency.OFTEN, null);
    }

    /// An act that a stranger tried.
    public static Act refused(String actor, String action, String subject) {
        return new Act(actor, action, subject, "", Outcome.REFUSED, Frequency.BY_STRANGERS, null);
    }

    public Act from(String whence) {
        return new Act(actor, action, subject, detail, outcome, frequency, whence);
    }

    public Act with(Outcome result, String words) {
        return new Act(actor, action, subject, words, result, frequency, address);
    }

    /// Callers choose some of these texts, which can be as long as a path.
    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : Utf8.beginning(text, LONGEST) + "\u2026";
    }
}
