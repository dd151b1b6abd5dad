package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.in.presence.WatchPresence.Change;
import dev.switchboard.application.port.out.presence.Organisations.Group;
import dev.switchboard.application.port.out.presence.Organisations.Membership;
import dev.switchboard.application.port.out.presence.Organisations.Removal;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.presence.UserRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The changes between two snapshots of an organisation, as far as they are still known.
record MissedChanges(OrganisationSnapshot before, OrganisationSnapshot now) {

    /// In order.
    List<Change> list() {
        List<Change> changes = new ArrayList<>();
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
                .forEach(number -> changes.add(new Change.GroupRemoved(now.seq(), number)));
        changes.sort(Comparator.comparingLong(Change::seq));
        return changes;
    }

    private void tell(User user, List<Change> changes) {
        if (user.countedAt() > before.seq()) {
            Change.Unread.Kind kind =
                    before.user(user.number()) == null
                            ? Change.Unread.Kind.CREATED
                            : Change.Unread.Kind.CHANGED;
            changes.add(
                    new Change.Unread(
                            user.countedAt(),
                            user.presence().user(),
                            kind,
                            user.unread().total(),
                            user.unread().version()));
        }
        if (user.changedAt() > before.seq()) {
            changes.add(
                    new Change.Presence(
                            user.changedAt(), user.presence(), now.groupsOf(user.number())));
        }
    }

    private Optional<Change> joined(Membership member) {
        User user = now.user(member.user());
        return user == null
                ? Optional.empty()
                : Optional.of(new Change.Joined(member.seq(), member.group(), user.presence()));
    }

    private void tell(Removal removal, List<Change> changes) {
        UserRef user = new UserRef(now.org(), removal.user());
        if (removal.group() == 0) {
            changes.add(
                    new Change.UserRemoved(
                            removal.seq(),
                            user,
                            removal.version(),
                            before.groupsOf(removal.user())));
            changes.add(
                    new Change.Unread(
                            removal.seq() + 1,
                            user,
                            Change.Unread.Kind.REMOVED,
                            0,
                            removal.unreadVersion()));
        } else if (now.removedUser(removal.user()) == null) {
            changes.add(new Change.Left(removal.seq(), removal.group(), user, removal.version()));
        }
    }
}
