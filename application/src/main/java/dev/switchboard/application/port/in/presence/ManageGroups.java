package dev.switchboard.application.port.in.presence;

import dev.switchboard.domain.presence.Group;
import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.OrgId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The groups of an organisation.
public interface ManageGroups {

    /// All groups by ascending number.
    ///
    /// @param after the number to continue behind, 0 to begin
    /// @param limit 1 to 500
    Page list(OrgId org, long after, int limit);

    Optional<Group> find(GroupRef group);

    /// A new group without members.
    ///
    /// @param number null for one that no group has
    /// @throws dev.switchboard.domain.InvalidValueException naming `id` or `name`
    Created create(OrgId org, @Nullable Long number, String name);

    /// Gives a group another name, or creates it under its number.
    ///
    /// @return whether it was created
    /// @throws dev.switchboard.domain.InvalidValueException naming `name`
    boolean put(GroupRef group, String name);

    /// Removes a group; its members remain users.
    ///
    /// @return whether there was one
    boolean remove(GroupRef group);

    /// @param next the number to continue behind, or null on the last page
    record Page(List<Group> groups, @Nullable Long next) {
        public Page {
            groups = List.copyOf(groups);
        }
    }

    sealed interface Created {

        record Done(Group group) implements Created {}

        /// There is one of this number.
        record Exists() implements Created {}
    }
}
