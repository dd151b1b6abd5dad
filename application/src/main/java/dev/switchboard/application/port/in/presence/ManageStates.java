package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import dev.switchboard.domain.presence.OrgId;
import org.jspecify.annotations.Nullable;

/// The states of availability profiles. To read them, read their [profile][ManageProfiles#find].
public interface ManageStates {

    /// A new state of a profile.
    ///
    /// @param number null for one that no state of the profile has
    /// @throws dev.switchboard.domain.InvalidValueException naming the field
    Outcome create(OrgId org, long profile, @Nullable Long number, Wording wording);

    /// Replaces a state. Who is in it keeps the name they chose it by.
    ///
    /// @throws dev.switchboard.domain.InvalidValueException naming the field
    Outcome replace(OrgId org, long profile, long state, Wording wording);

    Outcome remove(OrgId org, long profile, long state);

    /// What a state says.
    record Wording(String name, String displayName, Kind kind) {}

    sealed interface Outcome {

        /// @param state as it is now, or was before it was removed
        record Done(State state) implements Outcome {}

        record UnknownProfile() implements Outcome {}

        record UnknownState() implements Outcome {}

        /// There is one of this number.
        record Exists() implements Outcome {}

        /// A user is in it.
        record InUse() implements Outcome {}

        /// The profile has as many as it may have.
        record TooMany() implements Outcome {}
    }
}
