package dev.switchboard.domain.presence;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user as colleagues see them.
///
/// @param name empty if nobody gave one
/// @param email empty if nobody gave one
/// @param version grows by 1 with each change of what watchers see: call and availability. 0 for a
///   user of whom nothing was reported yet
/// @param sourceSeq the greatest number that a reporter gave one of its reports; null if none did
/// @param expiresAt when the call counts as over unless it is reported again; null for never
public record UserPresence(
        UserRef user,
        String name,
        String email,
        Call call,
        Availability availability,
        long version,
        @Nullable Long sourceSeq,
        @Nullable Instant expiresAt) {

    private static final int LONGEST_EMAIL = 320;

    public UserPresence {
        Label.requireOrNone("name", name);
        requireEmail(email);
    }

    /// An address, or empty for none.
    public static String requireEmail(String email) {
        if (email.length() > LONGEST_EMAIL) {
            throw new InvalidValueException("email", Reason.TOO_LONG);
        }
        if (!email.isEmpty() && !email.matches("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+")) {
            throw new InvalidValueException("email", Reason.INVALID);
        }
        return email;
    }

    /// A user of whom nothing was reported yet.
    public static UserPresence unreported(UserRef user) {
        return new UserPresence(user, "", "", Call.NONE, Availability.UNSET, 0, null, null);
    }

    /// @param changedEmail empty for none
    public UserPresence named(String changedName, String changedEmail) {
        return new UserPresence(
                user,
                Label.require("name", changedName),
                changedEmail,
                call,
                availability,
                version,
                sourceSeq,
                expiresAt);
    }

    /// What is left of it after a report: itself if the report comes too late, for a later one of
    /// the same source has been taken already.
    public UserPresence after(Report report) {
        if (isLate(report)) {
            return this;
        }
        UserPresence now =
                showing(
                        report.call(),
                        report.availability() == null ? availability : report.availability());
        return new UserPresence(
                user,
                name,
                email,
                now.call,
                now.availability,
                now.version,
                report.sourceSeq() == null ? sourceSeq : report.sourceSeq(),
                report.expiresAt());
    }

    private boolean isLate(Report report) {
        return report.sourceSeq() != null && sourceSeq != null && report.sourceSeq() <= sourceSeq;
    }

    /// In a state that the user, or somebody for them, has chosen.
    public UserPresence choosing(Availability chosen) {
        return showing(call, chosen);
    }

    /// Without the call, if nobody has reported it again in time.
    public UserPresence at(Instant now) {
        if (expiresAt == null || now.isBefore(expiresAt)) {
            return this;
        }
        UserPresence silent = showing(Call.NONE, availability);
        return new UserPresence(
                user, name, email, silent.call, availability, silent.version, sourceSeq, null);
    }

    private UserPresence showing(Call shown, Availability chosen) {
        if (shown.equals(call) && chosen.equals(availability)) {
            return this;
        }
        return new UserPresence(
                user, name, email, shown, chosen, version + 1, sourceSeq, expiresAt);
    }

    /// With another version, where it has to go on behind one that watchers may remember.
    public UserPresence atVersion(long other) {
        return new UserPresence(user, name, email, call, availability, other, sourceSeq, expiresAt);
    }

    /// The same for somebody who may not listen in.
    public UserPresence withoutChannel() {
        Call shown = call.withoutChannel();
        return shown.equals(call)
                ? this
                : new UserPresence(
                        user, name, email, shown, availability, version, sourceSeq, expiresAt);
    }

    /// What a telephone system says of a user.
    ///
    /// @param availability null to leave it as it is
    /// @param sourceSeq its reporter's own count of reports; null if it counts none
    /// @param expiresAt when the call counts as over unless it is reported again; null for never
    public record Report(
            Call call,
            @Nullable Availability availability,
            @Nullable Long sourceSeq,
            @Nullable Instant expiresAt) {}
}
