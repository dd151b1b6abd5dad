package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import dev.switchboard.domain.presence.OrgId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The availability profiles of an organisation, of which it starts with one. Their states are
/// cared for by [ManageStates].
public interface ManageProfiles {

    /// All profiles by ascending number; there are 100 at most.
    List<AvailabilityProfile> list(OrgId org);

    Optional<AvailabilityProfile> find(OrgId org, long profile);

    /// A new profile.
    ///
    /// @param number null for one that no profile has
    /// @throws dev.switchboard.domain.InvalidValueException naming the field
    Created create(OrgId org, @Nullable Long number, String name, List<State> states);

    /// Replaces a profile's name and its states.
    ///
    /// @param states null to leave them as they are
    /// @throws dev.switchboard.domain.InvalidValueException naming the field
    Changed replace(OrgId org, long profile, String name, @Nullable List<State> states);

    Changed remove(OrgId org, long profile);

    sealed interface Created {

        record Done(AvailabilityProfile profile) implements Created {}

        /// There is one of this number.
        record Exists() implements Created {}

        /// There are as many as there may be.
        record TooMany() implements Created {}
    }

    sealed interface Changed {

        /// @param profile as it is now, or was before it was removed
        record Done(AvailabilityProfile profile) implements Changed {}

        record Unknown() implements Changed {}

        /// A user is in this profile, or in a state that would go.
        record InUse() implements Changed {}
    }
}
