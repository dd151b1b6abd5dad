package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import dev.switchboard.domain.presence.OrgId;
import org.jspecify.annotations.Nullable;

/// Manages the states of availability profiles. [ManageProfiles#find] reads them.
public interface ManageStates {

    /// Adds a state to a profile.
    ///
    /// @param number null to choose an unused one
    /// @throws dev.switchboard.domain.InvalidValueException naming the field
    Outcome create(OrgId org, long profile, @Nullable Long number, Wording wording);

    /// Replaces a state. Users in this state keep the name by which they chose it.
    ///
    /// @throws dev.switchboard.domain.InvalidValueException naming the field
    Outcome replace(OrgId org, long profile, long state, Wording wording);

    Outcome remove(OrgId org, long profile, long state);

    /// The texts and the kind of a state.
    record Wording(String name, String displayName, Kind kind) {}

    sealed interface Outcome {

        /// @param state the state after the change, or before its removal
        record Done(State state) implements Outcome {}

        record UnknownProfile() implements Outcome {}

        record UnknownState() implements Outcome {}

        /// A state with this number exists.
        record Exists() implements Outcome {}

        /// A user is in it.
        record InUse() implements Outcome {}

        /// The profile has as many states as allowed.
        record TooMany() implements Outcome {}
    }
}
