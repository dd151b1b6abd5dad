package dev.switchboard.adapter.in.web.presence;

import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.UserPresence;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The responses about organisations: one object or a list, in `data`.
final class PresenceResponses {

    private PresenceResponses() {}

    record Data<T>(T data) {}

    /// @param next the `after` of the next page; null on the last page
    record Page<T>(List<T> data, @Nullable Long next) {

        static <S, T> Page<T> of(List<S> items, @Nullable Long next, Function<S, T> view) {
            return new Page<>(items.stream().map(view).toList(), next);
        }

        /// Returns the first of all remaining items.
        static <S, T> Page<T> ofAll(
                List<S> left, int limit, ToLongFunction<S> number, Function<S, T> view) {
            List<S> shown = left.stream().limit(limit).toList();
            Long next = left.size() > limit ? number.applyAsLong(shown.getLast()) : null;
            return of(shown, next, view);
        }
    }

    /// The visible presence of a user: the original's seven fields, always complete, and the
    /// version.
    record Presence(
            long userId,
            String presence,
            String logicalDirection,
            String callChannelUUID,
            String availability,
            long availabilityStateId,
            long availabilityProfileId,
            long version) {

        static Presence of(UserPresence user) {
            Call call = user.call();
            Availability availability = user.availability();
            return new Presence(
                    user.user().number(),
                    call.phase().text(),
                    call.direction().text(),
                    call.channel(),
                    availability.name(),
                    availability.stateId(),
                    availability.profileId(),
                    user.version());
        }
    }

    /// A user's name with the presence.
    record User(
            long id,
            String name,
            long userId,
            String presence,
            String logicalDirection,
            String callChannelUUID,
            String availability,
            long availabilityStateId,
            long availabilityProfileId,
            long version) {

        static User of(UserPresence user) {
            Presence shown = Presence.of(user);
            return new User(
                    shown.userId,
                    user.name(),
                    shown.userId,
                    shown.presence,
                    shown.logicalDirection,
                    shown.callChannelUUID,
                    shown.availability,
                    shown.availabilityStateId,
                    shown.availabilityProfileId,
                    shown.version);
        }
    }
}
