package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.application.port.out.presence.Organisations.Membership;
import dev.switchboard.application.port.out.presence.Organisations.Removal;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.OrganisationChange;
import dev.switchboard.domain.presence.Subject;
import dev.switchboard.domain.presence.Unread;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.presence.Viewer.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Shows durable state to the viewers who may see it.
final class WatchService implements WatchPresence {

    private final OpenOrganisations organisations;
    private final Duration removalRetention;

    WatchService(OpenOrganisations organisations, Duration removalRetention) {
        this.organisations = organisations;
        this.removalRetention = removalRetention;
    }

    @Override
    public Runnable follow(OrgId org, Consumer<? super OrganisationChange> listener) {
        return organisations.of(org).follow(listener);
    }

    @Override
    public Look look(
            Viewer viewer,
            Subject subject,
            @Nullable Long after,
            Consumer<? super Look.Snapshot> inOrder) {
        Optional<Refusal> refusal = viewer.refusal(subject);
        if (refusal.isPresent()) {
            return new Look.Refused(refusal.get());
        }
        Instant now = organisations.running().now();
        return organisations
                .of(subject.org())
                .look(snapshot -> {
                    boolean resumable =
                            after != null && snapshot.remembers(after, now, removalRetention);
                    long since = after == null ? 0 : after;
                    Look look =
                            switch (subject) {
                                case UserRef user -> user(snapshot, viewer, user, resumable, since);
                                case GroupRef group ->
                                        group(snapshot, viewer, group, resumable, since);
                            };
                    if (look instanceof Look.Snapshot seen) {
                        inOrder.accept(seen);
                    }
                    return look;
                });
    }

    private static Look user(
            OrganisationSnapshot snapshot,
            Viewer viewer,
            UserRef ref,
            boolean resumable,
            long since) {
        User user = snapshot.user(ref.number());
        if (user == null) {
            return viewer.isSelf(ref)
                    ? self(snapshot, ref, resumable, since)
                    : new Look.Refused(Refusal.UNKNOWN);
        }
        List<Item> items =
                resumable && user.changedAt() <= since
                        ? List.of()
                        : List.of(new Item.Present(viewer.view(user.presence())));
        return new Look.Snapshot(snapshot.seq(), items, resumable);
    }

    /// A viewer who is no user of the organisation, or not any more.
    private static Look self(
            OrganisationSnapshot snapshot, UserRef ref, boolean resumable, long since) {
        Removal removed = snapshot.removedUser(ref.number());
        boolean resumed = resumable && (removed == null || removed.seq() <= since);
        List<Item> items =
                resumed ? List.of() : List.of(new Item.Present(unreported(snapshot, ref)));
        return new Look.Snapshot(snapshot.seq(), items, resumed);
    }

    /// Returns a user without data, with a version that is not below what watchers remember.
    static UserPresence unreported(OrganisationSnapshot snapshot, UserRef ref) {
        Removal removed = snapshot.removedUser(ref.number());
        UserPresence presence = UserPresence.unreported(ref);
        return removed == null ? presence : presence.atVersion(removed.version());
    }

    private static Look group(
            OrganisationSnapshot snapshot,
            Viewer viewer,
            GroupRef ref,
            boolean resumable,
            long since) {
        var group = snapshot.group(ref.number());
        if (group == null) {
            return new Look.Refused(Refusal.UNKNOWN);
        }
        boolean resumed = resumable && group.createdAt() <= since;
        List<Item> items = new ArrayList<>();
        for (Membership member : snapshot.members(ref.number()).values()) {
            User user = snapshot.user(member.user());
            boolean changed = user != null && (user.changedAt() > since || member.seq() > since);
            if (user != null && (changed || !resumed)) {
                items.add(new Item.Present(viewer.view(user.presence())));
            }
        }
        if (resumed) {
            snapshot.gone(ref.number()).stream()
                    .filter(removal -> removal.seq() > since)
                    .map(removal ->
                            new Item.Gone(
                                    new UserRef(ref.org(), removal.user()), removal.version()))
                    .forEach(items::add);
            items.sort(Comparator.comparingLong(item -> item.user().number()));
        }
        return new Look.Snapshot(snapshot.seq(), items, resumed);
    }

    @Override
    public UnreadLook lookAtUnread(
            Viewer viewer, UserRef user, Consumer<? super UnreadLook.Snapshot> inOrder) {
        Optional<Refusal> refusal = viewer.refusal(user);
        if (refusal.isPresent()) {
            return new UnreadLook.Refused(refusal.get());
        }
        return organisations
                .of(user.org())
                .look(snapshot -> {
                    User known = snapshot.user(user.number());
                    if (known == null && !viewer.isSelf(user)) {
                        return new UnreadLook.Refused(Refusal.UNKNOWN);
                    }
                    Unread unread = known == null ? uncounted(snapshot, user) : known.unread();
                    UnreadLook.Snapshot seen =
                            new UnreadLook.Snapshot(
                                    snapshot.seq(), user, unread.total(), unread.version());
                    inOrder.accept(seen);
                    return seen;
                });
    }

    private static Unread uncounted(OrganisationSnapshot snapshot, UserRef user) {
        Removal removed = snapshot.removedUser(user.number());
        return removed == null ? Unread.NONE : Unread.NONE.atVersion(removed.unreadVersion());
    }
}
