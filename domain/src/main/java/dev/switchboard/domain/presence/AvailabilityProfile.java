package dev.switchboard.domain.presence;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The states that some users of an organisation choose from, in ascending order of number.
public record AvailabilityProfile(long number, String name, List<State> states) {

    /// The most states that a client shows as a menu.
    public static final int MOST_STATES = 100;

    /// The profile of a new organisation.
    public static final AvailabilityProfile DEFAULT =
            new AvailabilityProfile(
                    1,
                    "Default",
                    List.of(
                            state(1, "Available", Kind.AVAILABLE),
                            state(2, "Busy", Kind.BUSY),
                            state(3, "On Call", Kind.BUSY),
                            state(4, "Away", Kind.AWAY),
                            state(5, "Offline", Kind.OFFLINE)));

    public AvailabilityProfile {
        Numbers.require("id", number);
        DisplayName.require("name", name);
        states =
                states.stream()
                        .sorted((one, other) -> Long.compare(one.number(), other.number()))
                        .toList();
        if (states.size() > MOST_STATES) {
            throw new InvalidValueException("states", Reason.TOO_LONG);
        }
        Set<Long> numbers = new HashSet<>();
        if (!states.stream().allMatch(state -> numbers.add(state.number()))) {
            throw new InvalidValueException("states", Reason.NOT_ALLOWED, "id");
        }
    }

    private static State state(long number, String name, Kind kind) {
        return new State(number, name, name, kind);
    }

    public Optional<State> state(long wanted) {
        return states.stream().filter(state -> state.number() == wanted).findFirst();
    }

    /// The first state of a kind: the state of users who leave, or who come for the first time.
    public Optional<Availability> first(Kind kind) {
        return states.stream().filter(state -> state.kind() == kind).findFirst().map(this::in);
    }

    /// The availability of a user who chose this state.
    public Availability in(State state) {
        return new Availability(state.name(), state.number(), number);
    }

    /// Adds this state, or replaces the one with its number.
    public AvailabilityProfile with(State state) {
        return new AvailabilityProfile(
                number,
                name,
                Stream.concat(without(state.number()).states.stream(), Stream.of(state)).toList());
    }

    public AvailabilityProfile without(long state) {
        return new AvailabilityProfile(
                number, name, states.stream().filter(its -> its.number() != state).toList());
    }

    /// One entry of a profile.
    ///
    /// @param number unique within its profile
    /// @param name the name that watchers see
    /// @param displayName the name in the menu of users who choose
    public record State(long number, String name, String displayName, Kind kind) {
        public State {
            Numbers.require("id", number);
            DisplayName.require("name", name);
            DisplayName.require("displayName", displayName);
        }
    }

    /// The meaning of a state to colleagues who look for somebody free.
    public enum Kind {
        AVAILABLE,
        BUSY,
        AWAY,
        OFFLINE
    }
}
