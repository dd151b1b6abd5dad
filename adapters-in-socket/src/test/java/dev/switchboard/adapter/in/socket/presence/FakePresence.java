package dev.switchboard.adapter.in.socket.presence;

import static java.util.Objects.requireNonNull;

import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.OrganisationChange;
import dev.switchboard.domain.presence.OrganisationChange.Unread.Kind;
import dev.switchboard.domain.presence.Subject;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The presence of one organisation, in memory.
public final class FakePresence implements WatchPresence {

    public static final OrgId ORG = new OrgId("12345");

    private final List<Consumer<? super OrganisationChange>> listeners =
            new CopyOnWriteArrayList<>();
    private final Map<Long, UserPresence> users = new TreeMap<>();
    private final Map<Long, Set<Long>> groups = new HashMap<>();
    private final Map<Long, long[]> unread = new HashMap<>();
    private final Map<Long, Long> changedAt = new HashMap<>();
    private final Map<Long, Map<Long, Item.Gone>> left = new HashMap<>();
    private long seq = 100;
    private boolean away;
    private boolean broken;

    public static UserRef user(long number) {
        return new UserRef(ORG, number);
    }

    /// While the store is away, no snapshot is possible.
    public synchronized void away(boolean whether) {
        away = whether;
    }

    public synchronized void broken(boolean whether) {
        broken = whether;
    }

    public synchronized long seq() {
        return seq;
    }

    public synchronized Map<Long, Long> versions() {
        return users.values().stream()
                .collect(Collectors.toMap(u -> u.user().number(), UserPresence::version));
    }

    public int followers() {
        return listeners.size();
    }

    public synchronized FakePresence with(long... numbers) {
        for (long number : numbers) {
            users.putIfAbsent(number, UserPresence.unreported(user(number)));
        }
        return this;
    }

    public synchronized FakePresence withGroup(long group, long... members) {
        with(members);
        Set<Long> all = groups.computeIfAbsent(group, _ -> new TreeSet<>());
        for (long member : members) {
            all.add(member);
        }
        return this;
    }

    /// Reports a call with a listen-in id.
    public void calls(long number, String phase, String channel) {
        report(number, Call.parse(phase, phase.isEmpty() ? "" : "Inbound", channel));
    }

    public synchronized void report(long number, Call call) {
        with(number);
        change(number, known(number).after(new UserPresence.Report(call, null, null, null)));
    }

    public synchronized void chooses(long number, String availability) {
        with(number);
        change(number, known(number).choosing(new Availability(availability, 1, 1)));
    }

    private UserPresence known(long number) {
        return requireNonNull(users.get(number));
    }

    private Set<Long> membersOf(long group) {
        return requireNonNull(groups.get(group));
    }

    private void change(long number, UserPresence now) {
        users.put(number, now);
        changedAt.put(number, ++seq);
        tell(new OrganisationChange.Presence(seq, now, groupsOf(number)));
    }

    private Set<Long> groupsOf(long number) {
        return groups.entrySet().stream()
                .filter(group -> group.getValue().contains(number))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    public synchronized void joins(long group, long number) {
        withGroup(group, number);
        changedAt.put(number, ++seq);
        tell(new OrganisationChange.Joined(seq, group, known(number)));
    }

    public synchronized void leaves(long group, long number) {
        membersOf(group).remove(number);
        long version = known(number).version();
        left.computeIfAbsent(group, _ -> new HashMap<>())
                .put(++seq, new Item.Gone(user(number), version));
        tell(new OrganisationChange.Left(seq, group, user(number), version));
    }

    public synchronized void removeUser(long number) {
        Set<Long> of = groupsOf(number);
        of.forEach(group -> membersOf(group).remove(number));
        UserPresence was = known(number);
        users.remove(number);
        tell(new OrganisationChange.UserRemoved(++seq, was.user(), was.version() + 1, of));
        if (unread.remove(number) != null) {
            tell(new OrganisationChange.Unread(++seq, was.user(), Kind.REMOVED, 0, 99));
        }
    }

    public synchronized void removeGroup(long group) {
        groups.remove(group);
        tell(new OrganisationChange.GroupRemoved(++seq, group));
    }

    public synchronized void counts(long number, long total) {
        with(number);
        long[] counter = unread.get(number);
        Kind kind = counter == null ? Kind.CREATED : Kind.CHANGED;
        long version = counter == null ? 1 : counter[1] + 1;
        unread.put(number, new long[] {total, version});
        tell(new OrganisationChange.Unread(++seq, user(number), kind, total, version));
    }

    private void tell(OrganisationChange change) {
        listeners.forEach(listener -> listener.accept(change));
    }

    @Override
    public Runnable follow(OrgId org, Consumer<? super OrganisationChange> listener) {
        if (org.equals(ORG)) {
            listeners.add(listener);
        }
        return () -> listeners.remove(listener);
    }

    @Override
    public synchronized Look look(
            Viewer viewer,
            Subject subject,
            @Nullable Long after,
            Consumer<? super Look.Snapshot> inOrder) {
        Optional<Viewer.Refusal> refusal = viewer.refusal(subject);
        if (refusal.isPresent()) {
            return new Look.Refused(refusal.get());
        }
        requireHere();
        List<UserPresence> members = members(viewer, subject);
        if (members == null) {
            return new Look.Refused(Viewer.Refusal.UNKNOWN);
        }
        boolean resumed = after != null && after <= seq;
        long since = after == null ? 0 : after;
        List<Item> items = new ArrayList<>();
        for (UserPresence one : members) {
            if (!resumed || changedAt.getOrDefault(one.user().number(), 0L) > since) {
                items.add(new Item.Present(viewer.view(one)));
            }
        }
        if (resumed && subject instanceof GroupRef group) {
            left.getOrDefault(group.number(), Map.of())
                    .forEach((at, gone) -> {
                        if (at > since) {
                            items.add(gone);
                        }
                    });
        }
        Look.Snapshot snapshot = new Look.Snapshot(seq, items, resumed);
        inOrder.accept(snapshot);
        return snapshot;
    }

    private @Nullable List<UserPresence> members(Viewer viewer, Subject subject) {
        if (subject instanceof GroupRef group) {
            Set<Long> members = groups.get(group.number());
            return members == null ? null : members.stream().map(users::get).toList();
        }
        UserPresence one = users.get(subject.number());
        if (one == null && viewer.isSelf(subject)) {
            one = UserPresence.unreported(user(subject.number()));
        }
        return one == null ? null : List.of(one);
    }

    @Override
    public synchronized UnreadLook lookAtUnread(
            Viewer viewer, UserRef user, Consumer<? super UnreadLook.Snapshot> inOrder) {
        Optional<Viewer.Refusal> refusal = viewer.refusal(user);
        if (refusal.isPresent()) {
            return new UnreadLook.Refused(refusal.get());
        }
        requireHere();
        if (!users.containsKey(user.number()) && !viewer.isSelf(user)) {
            return new UnreadLook.Refused(Viewer.Refusal.UNKNOWN);
        }
        long[] counter = unread.getOrDefault(user.number(), new long[2]);
        UnreadLook.Snapshot snapshot = new UnreadLook.Snapshot(seq, user, counter[0], counter[1]);
        inOrder.accept(snapshot);
        return snapshot;
    }

    private void requireHere() {
        if (away) {
            throw new StoreUnavailableException("away");
        }
        if (broken) {
            throw new IllegalStateException("broken");
        }
    }
}
