package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.presence.Viewer.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who belongs to which group.
public interface ManageMembers {

    /// A group's members by ascending number, as a viewer may see them.
    ///
    /// @param after the number to continue behind, 0 to begin
    /// @param limit 1 to 500
    Listed list(Viewer viewer, GroupRef group, long after, int limit);

    /// Makes a user a member; nothing changes if they are one.
    Outcome join(GroupRef group, long user);

    /// Ends a membership; nothing changes if there is none.
    Outcome leave(GroupRef group, long user);

    sealed interface Listed {

        /// @param next the number to continue behind, or null on the last page
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
