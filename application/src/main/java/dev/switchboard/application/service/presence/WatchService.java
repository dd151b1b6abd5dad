package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.application.port.out.presence.Organisations.Membership;
import dev.switchboard.application.port.out.presence.Organisations.Removal;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.Subject;
import dev.switchboard.domain.presence.Unread;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.presence.Viewer.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Shows what is durable to those who may see it.
public final class WatchService implements WatchPresence {

    private final OpenOrganisations organisations;
    private final Duration removalRetention;

    public WatchService(OpenOrganisations organisations, Duration removalRetention) {
        this.organisations = organisations;
        this.removalRetention = removalRetention;
    }

    @Override
    public Runnable follow(OrgId org, Consumer<? super Change> listener) {
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
        OpenOrganisation organisation = organisations.of(subject.org());
        return organisation.look(image -> {
            boolean resumable =
                    after != null && image.remembers(after, organisation.now(), removalRetention);
            long since = after == null ? 0 : after;
            Look look =
                    switch (subject) {
                        case UserRef user -> user(image, viewer, user, resumable, since);
                        case GroupRef group -> group(image, viewer, group, resumable, since);
                    };
            if (look instanceof Look.Snapshot snapshot) {
                inOrder.accept(snapshot);
            }
            return look;
        });
    }

    private static Look user(
            Image image, Viewer viewer, UserRef ref, boolean resumable, long since) {
        User user = image.user(ref.number());
        if (user == null) {
            return viewer.isSelf(ref)
                    ? self(image, ref, resumable, since)
                    : new Look.Refused(Refusal.UNKNOWN);
        }
        List<Item> items =
                resumable && user.changedAt() <= since
                        ? List.of()
                        : List.of(new Item.Present(viewer.view(user.presence())));
        return new Look.Snapshot(image.seq(), items, resumable);
    }

    /// One who is no user of the organisation, or no longer.
    private static Look self(Image image, UserRef ref, boolean resumable, long since) {
        Removal removed = image.removedUser(ref.number());
        boolean resumed = resumable && (removed == null || removed.seq() <= since);
        List<Item> items = resumed ? List.of() : List.of(new Item.Present(unreported(image, ref)));
        return new Look.Snapshot(image.seq(), items, resumed);
    }

    /// A user of whom nothing is known, with a version that is not below what watchers remember.
    static UserPresence unreported(Image image, UserRef ref) {
        Removal removed = image.removedUser(ref.number());
        UserPresence presence = UserPresence.unreported(ref);
        return removed == null ? presence : presence.atVersion(removed.version());
    }

    private static Look group(
            Image image, Viewer viewer, GroupRef ref, boolean resumable, long since) {
        var group = image.group(ref.number());
        if (group == null) {
            return new Look.Refused(Refusal.UNKNOWN);
        }
        boolean resumed = resumable && group.createdAt() <= since;
        List<Item> items = new ArrayList<>();
        for (Membership member : image.members(ref.number()).values()) {
            User user = image.user(member.user());
            boolean changed = user != null && (user.changedAt() > since || member.seq() > since);
            if (user != null && (changed || !resumed)) {
                items.add(new Item.Present(viewer.view(user.presence())));
            }
        }
        if (resumed) {
            image.gone(ref.number()).stream()
                    .filter(removal -> removal.seq() > since)
                    .map(removal ->
                            new Item.Gone(
                                    new UserRef(ref.org(), removal.user()), removal.version()))
                    .forEach(items::add);
            items.sort(Comparator.comparingLong(item -> item.user().number()));
        }
        return new Look.Snapshot(image.seq(), items, resumed);
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
                .look(image -> {
                    User known = image.user(user.number());
                    if (known == null && !viewer.isSelf(user)) {
                        return new UnreadLook.Refused(Refusal.UNKNOWN);
                    }
                    Unread unread = known == null ? uncounted(image, user) : known.unread();
                    UnreadLook.Snapshot snapshot =
                            new UnreadLook.Snapshot(
                                    image.seq(), user, unread.total(), unread.version());
                    inOrder.accept(snapshot);
                    return snapshot;
                });
    }

    private static Unread uncounted(Image image, UserRef user) {
        Removal removed = image.removedUser(user.number());
        return removed == null ? Unread.NONE : Unread.NONE.atVersion(removed.unreadVersion());
    }
}
