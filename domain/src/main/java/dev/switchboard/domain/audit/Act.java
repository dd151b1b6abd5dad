package dev.switchboard.domain.audit;

import dev.switchboard.domain.audit.AuditEntry.Outcome;
import org.jspecify.annotations.Nullable;

/// Something that is to be in the audit.
///
/// @param actor the principal's name
/// @param action what is done, such as `channel.create`
/// @param subject what it is done to, such as a channel id
/// @param detail what else is worth knowing, without secrets and bodies
/// @param address where the actor calls from; null if that is the request under way
public record Act(
        String actor,
        String action,
        String subject,
        String detail,
        Outcome outcome,
        Frequency frequency,
        @Nullable String address) {

    private static final int LONGEST = 300;

    public Act {
        actor = shortened(actor);
        action = shortened(action);
        subject = shortened(subject);
        detail = shortened(detail);
    }

    /// How often the like of it may come.
    public enum Frequency {
        /// Each has an entry.
        ONCE,
        /// The same within a minute is counted: an entry for the first, and one for the others.
        OFTEN,
        /// As [#OFTEN], and strangers can do it: only some entries a minute name them, whatever
        /// they try.
        BY_STRANGERS
    }

    /// Something that was done and has an entry of its own.
    public static Act of(String actor, String action, String subject, String detail) {
        return new Act(actor, action, subject, detail, Outcome.DONE, Frequency.ONCE, null);
    }

    /// Something that a caller may do many times a minute, such as reading.
    public static Act often(String actor, String action, String subject) {
        return new Act(actor, action, subject, "", Outcome.DONE, Frequency.OFTEN, null);
    }

    /// Something that a stranger tried.
    public static Act refused(String actor, String action, String subject) {
        return new Act(actor, action, subject, "", Outcome.REFUSED, Frequency.BY_STRANGERS, null);
    }

    public Act from(String whence) {
        return new Act(actor, action, subject, detail, outcome, frequency, whence);
    }

    public Act with(Outcome result, String words) {
        return new Act(actor, action, subject, words, result, frequency, address);
    }

    /// What callers name may be as long as a path.
    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026";
    }
}
