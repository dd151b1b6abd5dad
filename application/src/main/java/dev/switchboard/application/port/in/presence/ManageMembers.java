package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.presence.Viewer.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Manages the membership of groups.
public interface ManageMembers {

    /// Returns a group's members by ascending number, as the viewer may see them.
    ///
    /// @param after the number to continue after; 0 to begin
    /// @param limit 1 to 500
    Listed list(Viewer viewer, GroupRef group, long after, int limit);

    /// Makes a user a member. Does nothing if the user is one.
    Outcome join(GroupRef group, long user);

    /// Ends a membership. Does nothing if there is none.
    Outcome leave(GroupRef group, long user);

    sealed interface Listed {

        /// @param next the number to continue after; null on the last page
        record Page(List<UserPresence> members, @Nullable Long next) implements Listed {
            public Page {
                members = List.copyOf(members);
            }
        }

        record Refused(Refusal why) implements Listed {}
    }

    enum Outcome {
        DONE,
        UNKNOWN_GROUP,
        UNKNOWN_USER
    }
}
