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

/// The changes between two snapshots of an organisation, as far as they are still known.
record MissedChanges(OrganisationSnapshot before, OrganisationSnapshot now) {

    /// In order.
    List<OrganisationChange> list() {
        List<OrganisationChange> changes = new ArrayList<>();
        now.usersBehind(0).forEach(user -> tell(user, changes));
        now.groupsBehind(0)
                .flatMap(group -> now.members(group.number()).values().stream())
                .filter(member -> member.seq() > before.seq())
                .forEach(member -> joined(member).ifPresent(changes::add));
        now.removals().stream()
                .filter(removal -> removal.seq() > before.seq())
                .forEach(removal -> tell(removal, changes));
        before.groupsBehind(0)
                .map(Group::number)
                .filter(number -> now.group(number) == null)
                .forEach(number ->
                        changes.add(new OrganisationChange.GroupRemoved(now.seq(), number)));
        changes.sort(Comparator.comparingLong(OrganisationChange::seq));
        return changes;
    }

    private void tell(User user, List<OrganisationChange> changes) {
        if (user.countedAt() > before.seq()) {
            OrganisationChange.Unread.Kind kind =
                    before.user(user.number()) == null
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

    private Optional<OrganisationChange> joined(Membership member) {
        User user = now.user(member.user());
        return user == null
                ? Optional.empty()
                : Optional.of(
                        new OrganisationChange.Joined(
                                member.seq(), member.group(), user.presence()));
    }

    private void tell(Removal removal, List<OrganisationChange> changes) {
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
        } else if (now.removedUser(removal.user()) == null) {
            changes.add(
                    new OrganisationChange.Left(
                            removal.seq(), removal.group(), user, removal.version()));
        }
    }
}
