package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import dev.switchboard.domain.presence.OrgId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Manages the availability profiles of an organisation, which starts with one. [ManageStates]
/// manages their states.
public interface ManageProfiles {

    /// Returns all profiles, at most 100, by ascending number.
    List<AvailabilityProfile> list(OrgId org);

    Optional<AvailabilityProfile> find(OrgId org, long profile);

    /// Creates a profile.
    ///
    /// @param number null to choose an unused one
    /// @throws dev.switchboard.domain.InvalidValueException naming the field
    Created create(OrgId org, @Nullable Long number, String name, List<State> states);

    /// Replaces a profile's name and states.
    ///
    /// @param states null to leave them as they are
    /// @throws dev.switchboard.domain.InvalidValueException naming the field
    Changed replace(OrgId org, long profile, String name, @Nullable List<State> states);

    Changed remove(OrgId org, long profile);

    sealed interface Created {

        record Done(AvailabilityProfile profile) implements Created {}

        /// A profile with this number exists.
        record Exists() implements Created {}

        /// The organisation has as many profiles as allowed.
        record TooMany() implements Created {}
    }

    sealed interface Changed {

        /// @param profile the profile after the change, or before its removal
        record Done(AvailabilityProfile profile) implements Changed {}

        record Unknown() implements Changed {}

        /// A user is in this profile, or in a state that would be removed.
        record InUse() implements Changed {}
    }
}
