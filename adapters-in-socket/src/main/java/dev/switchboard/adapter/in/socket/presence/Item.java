package dev.switchboard.adapter.in.socket.presence;

import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.OrganisationChange.Unread;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import org.jspecify.annotations.Nullable;

/// One user's data in a frame. Shared by all its recipients.
public sealed interface Item {

    UserRef user();

    /// The `seq` of its change.
    long seq();

    /// Its approximate size in bytes.
    int weight();

    /// One user of a snapshot.
    ///
    /// @param seq the snapshot's `seq`
    static Item shown(WatchPresence.Item item, long seq) {
        return switch (item) {
            case WatchPresence.Item.Present(UserPresence presence) -> new Line(presence, seq);
            case WatchPresence.Item.Gone(UserRef user, long version) ->
                    new Gone(user, version, seq);
        };
    }

    /// Combines two items of a user when the earlier one was not sent yet.
    static Item newer(Item earlier, Item now) {
        return earlier instanceof Count before && now instanceof Count count
                ? count.after(before)
                : now;
    }

    /// A user's presence as JSON. Written at the first request, once for viewers who see everything
    /// and once for all others.
    final class Line implements Item {

        private final UserRef user;
        private final long seq;
        private final UserPresence presence;
        private @Nullable String open;
        private @Nullable String masked;

        Line(UserPresence presence, long seq) {
            this.user = presence.user();
            this.seq = seq;
            this.presence = presence;
        }

        @Override
        public UserRef user() {
            return user;
        }

        @Override
        public long seq() {
            return seq;
        }

        @Override
        public int weight() {
            return json(true).length();
        }

        /// Whether some viewers may not see all of it.
        boolean hides() {
            return !presence.call().channel().isEmpty();
        }

        /// @param everything whether to include the listen-in id. Two threads may write it at the
        ///   same time, with the same result
        String json(boolean everything) {
            boolean wanted = everything || !hides();
            String json = wanted ? open : masked;
            if (json == null) {
                json = write(wanted ? presence : presence.withoutChannel());
                if (wanted) {
                    open = json;
                } else {
                    masked = json;
                }
            }
            return json;
        }

        String json(Viewer viewer) {
            return json(viewer.seesChannelOf(user));
        }

        private static String write(UserPresence shown) {
            Availability availability = shown.availability();
            return "{\"userId\":"
                    + shown.user().number()
                    + ",\"presence\":\""
                    + shown.call().phase().text()
                    + "\",\"logicalDirection\":\""
                    + shown.call().direction().text()
                    + "\",\"callChannelUUID\":\""
                    + shown.call().channel()
                    + "\",\"availability\":"
                    + PresenceText.quote(availability.name())
                    + ",\"availabilityStateId\":"
                    + availability.stateId()
                    + ",\"availabilityProfileId\":"
                    + availability.profileId()
                    + ",\"version\":"
                    + shown.version()
                    + "}";
        }
    }

    /// A user who left the group.
    record Gone(UserRef user, long version, long seq) implements Item {

        @Override
        public int weight() {
            return 64;
        }

        String json() {
            return "{\"userId\":"
                    + user.number()
                    + ",\"version\":"
                    + version
                    + ",\"removed\":true}";
        }
    }

    /// A user's unread counter.
    record Count(UserRef user, long seq, Unread.Kind kind, long total, long version)
            implements Item {

        static Count of(Unread change) {
            return new Count(
                    change.user(), change.seq(), change.kind(), change.total(), change.version());
        }

        @Override
        public int weight() {
            return 256;
        }

        private Count after(Count earlier) {
            return earlier.kind == Unread.Kind.CREATED && kind == Unread.Kind.CHANGED
                    ? new Count(user, seq, Unread.Kind.CREATED, total, version)
                    : this;
        }
    }
}
