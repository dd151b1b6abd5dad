package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.presence.Viewer.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Says what a user's phone does and how available they are. There is one record of each, whoever
/// writes it.
public interface ReportPresence {

    /// Takes a report of a telephone system; the user is known from then on. One that comes after a
    /// later one, or that says what is known, changes nothing watchers see.
    ///
    /// @return what is known of the user now
    UserPresence report(UserRef user, Report report);

    /// Chooses a state of a profile for a user: by themselves, who are known from then on, or by a
    /// supervisor.
    Chosen choose(Viewer viewer, UserRef user, long profileId, long stateId);

    /// @param availability null to leave it as it is
    /// @param sourceSeq the reporter's own count of reports; null if it counts none
    /// @param expiresIn when the call counts as over unless it is reported again, between a second
    ///   and a day; null for never
    record Report(
            Call call,
            @Nullable Availability availability,
            @Nullable Long sourceSeq,
            @Nullable Duration expiresIn) {

        private static final Duration SHORTEST = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofDays(1);

        public Report {
            if (expiresIn != null
                    && (expiresIn.compareTo(SHORTEST) < 0 || expiresIn.compareTo(LONGEST) > 0)) {
                throw new InvalidValueException("expiresInSeconds", Reason.INVALID);
            }
        }
    }

    sealed interface Chosen {

        record Done(UserPresence presence) implements Chosen {}

        record Refused(Refusal why) implements Chosen {}

        /// The organisation has no such profile.
        record NoSuchProfile() implements Chosen {}

        /// The profile has no such state.
        record NoSuchState() implements Chosen {}
    }
}
