package dev.switchboard.domain.presence;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user as colleagues see them.
///
/// @param name empty if unknown
/// @param email empty if unknown
/// @param version rises by 1 with each change that watchers see: call and availability. 0 before
///   the first report
/// @param sourceSeq the greatest number that a reporter gave to one of its reports; null if none
///   did
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
        DisplayName.requireOrNone("name", name);
        requireEmail(email);
    }

    /// Checks an address; empty means none.
    public static String requireEmail(String email) {
        if (email.length() > LONGEST_EMAIL) {
            throw new InvalidValueException("email", Reason.TOO_LONG);
        }
        if (!email.isEmpty() && !email.matches("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+")) {
            throw new InvalidValueException("email", Reason.INVALID);
        }
        return email;
    }

    /// A user without any report yet.
    public static UserPresence unreported(UserRef user) {
        return new UserPresence(user, "", "", Call.NONE, Availability.UNSET, 0, null, null);
    }

    /// @param changedEmail empty for none
    public UserPresence named(String changedName, String changedEmail) {
        return new UserPresence(
                user,
                DisplayName.require("name", changedName),
                changedEmail,
                call,
                availability,
                version,
                sourceSeq,
                expiresAt);
    }

    /// The presence after a report. Unchanged if the report is late, because a later one of the
    /// same source was already taken.
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

    /// Sets the state that the user, or somebody on their behalf, chose.
    public UserPresence choosing(Availability chosen) {
        return showing(call, chosen);
    }

    /// Drops the call if it was not reported again in time.
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

    /// Sets the version, where it must continue after one that watchers may remember.
    public UserPresence atVersion(long other) {
        return new UserPresence(user, name, email, call, availability, other, sourceSeq, expiresAt);
    }

    /// The same presence for a viewer who may not listen in.
    public UserPresence withoutChannel() {
        Call shown = call.withoutChannel();
        return shown.equals(call)
                ? this
                : new UserPresence(
                        user, name, email, shown, availability, version, sourceSeq, expiresAt);
    }

    /// A telephone system's report of a user.
    ///
    /// @param availability null to leave it unchanged
    /// @param sourceSeq the reporter's own count of reports; null if it counts none
    /// @param expiresAt when the call counts as over unless it is reported again; null for never
    public record Report(
            Call call,
            @Nullable Availability availability,
            @Nullable Long sourceSeq,
            @Nullable Instant expiresAt) {}
}
