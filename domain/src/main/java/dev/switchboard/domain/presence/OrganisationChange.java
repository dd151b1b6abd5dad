package dev.switchboard.domain.presence;

import java.util.Set;

/// One change of an organisation that watchers see.
public sealed interface OrganisationChange {

    /// Greater than that of every earlier change.
    long seq();

    /// The visible presence of a user changed.
    ///
    /// @param groups the numbers of the user's groups
    record Presence(long seq, UserPresence user, Set<Long> groups) implements OrganisationChange {
        public Presence {
            groups = Set.copyOf(groups);
        }
    }

    /// A user joined a group.
    record Joined(long seq, long group, UserPresence user) implements OrganisationChange {}

    /// A user left a group.
    ///
    /// @param version the version of the user's presence
    record Left(long seq, long group, UserRef user, long version) implements OrganisationChange {}

    /// A user was removed, from all groups too.
    ///
    /// @param version follows the last version of the user's presence
    /// @param groups the numbers of the user's former groups
    record UserRemoved(long seq, UserRef user, long version, Set<Long> groups)
            implements OrganisationChange {
        public UserRemoved {
            groups = Set.copyOf(groups);
        }
    }

    /// A group was removed; its watchers watch nothing now.
    record GroupRemoved(long seq, long group) implements OrganisationChange {}

    /// A user's unread count changed.
    ///
    /// @param total 0 if the count was removed
    /// @param version follows the previous one; a new count starts with the first
    record Unread(long seq, UserRef user, Kind kind, long total, long version)
            implements OrganisationChange {

        /// The change of the counter. A counter is created and removed with its user.
        public enum Kind {
            CREATED,
            CHANGED,
            REMOVED
        }
    }
}
