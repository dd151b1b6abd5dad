package dev.switchboard.adapter.in.web.presence;

import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.UserPresence;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What is answered about organisations: one object or a list, below `data`.
final class PresenceResponses {

    private PresenceResponses() {}

    record Data<T>(T data) {}

    /// @param next what to give as `after` for the next page; null on the last one
    record Page<T>(List<T> data, @Nullable Long next) {

        static <S, T> Page<T> of(List<S> items, @Nullable Long next, Function<S, T> view) {
            return new Page<>(items.stream().map(view).toList(), next);
        }

        /// The first of all that are left.
        static <S, T> Page<T> ofAll(
                List<S> left, int limit, ToLongFunction<S> number, Function<S, T> view) {
            List<S> shown = left.stream().limit(limit).toList();
            Long next = left.size() > limit ? number.applyAsLong(shown.getLast()) : null;
            return of(shown, next, view);
        }
    }

    /// What watchers see of a user: the seven fields of the original, always all of them, and how
    /// often they changed.
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

    /// The same beside a user's name.
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
