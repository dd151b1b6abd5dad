package dev.switchboard.domain.presence;

/// The state that a user chose or was reported to be in. A reporter may use states that no profile
/// here has.
///
/// @param name the state's name when it was chosen, or empty
/// @param stateId 0 if unset
/// @param profileId 0 if unset
public record Availability(String name, long stateId, long profileId) {

    /// No state was chosen yet.
    public static final Availability UNSET = new Availability("", 0, 0);

    public Availability {
        DisplayName.requireOrNone("availability", name);
        Numbers.requireOrNone("availabilityStateId", stateId);
        Numbers.requireOrNone("availabilityProfileId", profileId);
    }

    /// Whether this is the given state of a profile.
    public boolean is(AvailabilityProfile profile, long state) {
        return profileId == profile.number() && stateId == state;
    }
}
