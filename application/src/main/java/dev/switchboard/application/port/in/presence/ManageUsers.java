package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.presence.Viewer.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Manages the users of an organisation.
public interface ManageUsers {

    /// Returns what a viewer may see of a user. The viewer's own user is always known.
    Found find(Viewer viewer, UserRef user);

    /// Returns the users of the viewer's organisation by ascending number, as far as the viewer may
    /// see them: without the role AGENT only the viewer's own user.
    ///
    /// @param after the number to continue after; 0 to begin
    /// @param limit 1 to 500
    Page list(Viewer viewer, long after, int limit);

    /// Sets a user's name; the user is known from then on. Watchers are not told, because they see
    /// no names.
    ///
    /// @param email empty for none
    /// @throws dev.switchboard.domain.InvalidValueException naming `name` or `email`
    Put put(UserRef user, String name, String email);

    /// Removes a user from the organisation and from all its groups.
    Removed remove(UserRef user);

    sealed interface Found {

        record Done(UserPresence presence) implements Found {}

        record Refused(Refusal why) implements Found {}
    }

    /// @param next the number to continue after; null on the last page
    record Page(OrgId org, List<UserPresence> users, @Nullable Long next) {
        public Page {
            users = List.copyOf(users);
        }
    }

    /// @param created whether the user was not known before
    record Put(UserPresence presence, boolean created) {}

    enum Removed {
        DONE,
        UNKNOWN
    }
}
