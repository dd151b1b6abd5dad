package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.presence.Group;
import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.OrgId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Manages the groups of an organisation.
public interface ManageGroups {

    /// Returns all groups by ascending number.
    ///
    /// @param after the number to continue after; 0 to begin
    /// @param limit 1 to 500
    Page list(OrgId org, long after, int limit);

    Optional<Group> find(GroupRef group);

    /// Creates a group without members.
    ///
    /// @param number null to choose an unused one
    /// @throws dev.switchboard.domain.InvalidValueException naming `id` or `name`
    Created create(OrgId org, @Nullable Long number, String name);

    /// Renames a group, or creates it under its number.
    ///
    /// @return whether it was created
    /// @throws dev.switchboard.domain.InvalidValueException naming `name`
    boolean put(GroupRef group, String name);

    /// Removes a group; its members remain users.
    ///
    /// @return whether it existed
    boolean remove(GroupRef group);

    /// @param next the number to continue after; null on the last page
    record Page(List<Group> groups, @Nullable Long next) {
        public Page {
            groups = List.copyOf(groups);
        }
    }

    sealed interface Created {

        record Done(Group group) implements Created {}

        /// A group with this number exists.
        record Exists() implements Created {}
    }
}
