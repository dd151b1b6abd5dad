package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.out.presence.Organisations.Group;
import dev.switchboard.application.port.out.presence.Organisations.Membership;
import dev.switchboard.application.port.out.presence.Organisations.Removal;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.presence.OrganisationChange;
import dev.switchboard.domain.presence.UserRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The changes between two snapshots of an organisation, as far as they are still known.
record MissedChanges(OrganisationSnapshot before, OrganisationSnapshot now) {

    /// Returns the changes in order.
    List<OrganisationChange> list() {
        List<OrganisationChange> changes = new ArrayList<>();
        now.usersBehind(0).forEach(user -> tell(user, changes));
        now.groupsBehind(0)
                .flatMap(group -> now.members(group.number()).values().stream())
                .filter(member -> member.seq() > before.seq())
                .forEach(member -> joined(member).ifPresent(changes::add));
        Set<Long> ofUsers = removalsOfUsers();
        now.removals().stream()
                .filter(removal -> removal.seq() > before.seq())
                .forEach(removal -> tell(removal, ofUsers, changes));
        before.groupsBehind(0).forEach(group -> tell(group, changes));
        changes.sort(Comparator.comparingLong(OrganisationChange::seq));
        return changes;
    }

    /// A group with the number of a removed one is another group.
    private void tell(Group was, List<OrganisationChange> changes) {
        Group group = now.group(was.number());
        if (group == null || group.createdAt() > before.seq()) {
            long seq = group == null ? now.seq() : group.createdAt();
            changes.add(new OrganisationChange.GroupRemoved(seq, was.number()));
        }
    }

    private void tell(User user, List<OrganisationChange> changes) {
        if (user.countedAt() > before.seq()) {
            OrganisationChange.Unread.Kind kind =
                    isNew(user)
                            ? OrganisationChange.Unread.Kind.CREATED
                            : OrganisationChange.Unread.Kind.CHANGED;
            changes.add(
                    new OrganisationChange.Unread(
                            user.countedAt(),
                            user.presence().user(),
                            kind,
                            user.unread().total(),
                            user.unread().version()));
        }
        if (user.changedAt() > before.seq()) {
            changes.add(
                    new OrganisationChange.Presence(
                            user.changedAt(), user.presence(), now.groupsOf(user.number())));
        }
    }

    private boolean isNew(User user) {
        Removal earlier = now.removedUser(user.number());
        return before.user(user.number()) == null
                || (earlier != null && earlier.seq() > before.seq());
    }

    private Optional<OrganisationChange> joined(Membership member) {
        User user = now.user(member.user());
        return user == null
                ? Optional.empty()
                : Optional.of(
                        new OrganisationChange.Joined(
                                member.seq(), member.group(), user.presence()));
    }

    private void tell(Removal removal, Set<Long> ofUsers, List<OrganisationChange> changes) {
        UserRef user = new UserRef(now.org(), removal.user());
        if (removal.group() == 0) {
            changes.add(
                    new OrganisationChange.UserRemoved(
                            removal.seq(),
                            user,
                            removal.version(),
                            before.groupsOf(removal.user())));
            changes.add(
                    new OrganisationChange.Unread(
                            removal.seq() + 1,
                            user,
                            OrganisationChange.Unread.Kind.REMOVED,
                            0,
                            removal.unreadVersion()));
        } else if (!ofUsers.contains(removal.seq())) {
            changes.add(
                    new OrganisationChange.Left(
                            removal.seq(), removal.group(), user, removal.version()));
        }
    }

    /// Returns the `seq` of each removal of a user, with which the user left all groups.
    private Set<Long> removalsOfUsers() {
        return now.removals().stream()
                .filter(removal -> removal.group() == 0)
                .map(Removal::seq)
                .collect(Collectors.toSet());
    }
}
