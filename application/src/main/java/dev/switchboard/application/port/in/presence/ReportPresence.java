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

/// Reports the state of a user's phone and the user's availability. There is one record of each,
/// shared by all writers.
public interface ReportPresence {

    /// Accepts a telephone system's report; the user is known from then on. A report that is older
    /// than the last one, or that says nothing new, changes nothing for watchers.
    ///
    /// @return what is known of the user now
    UserPresence report(UserRef user, Report report);

    /// Sets a user's availability, for the user or a supervisor. A user who chooses for themselves
    /// is known from then on.
    Chosen choose(Viewer viewer, UserRef user, long profileId, long stateId);

    /// @param availability null to leave it as it is
    /// @param sourceSeq the reporter's own count of its reports; null if it has none
    /// @param expiresIn the time after which the call counts as over unless it is reported again,
    ///   from one second to one day; null for never
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
