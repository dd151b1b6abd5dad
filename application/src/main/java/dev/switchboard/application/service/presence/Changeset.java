package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.out.presence.Organisations.Batch;
import dev.switchboard.application.port.out.presence.Organisations.Entry;
import dev.switchboard.application.port.out.presence.Organisations.EntryKey;
import dev.switchboard.application.port.out.presence.Organisations.Group;
import dev.switchboard.application.port.out.presence.Organisations.Membership;
import dev.switchboard.application.port.out.presence.Organisations.Profile;
import dev.switchboard.application.port.out.presence.Organisations.Removal;
import dev.switchboard.application.port.out.presence.Organisations.Shift;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.OrganisationChange;
import dev.switchboard.domain.presence.Unread;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The changes of one batch to an organisation; each sees those before it. Each change gets its
/// `seq` here, and becomes entries to store and changes to tell followers.
final class Changeset {

    private static final int OUTDATED_AT_ONCE = 500;

    /// The precision with which the age of a `seq` is known, as a fraction of the retention time.
    private static final int MARKS = 96;

    private final OrgId org;
    private final OrganisationSnapshot snapshot;
    private final Instant now;
    private final Duration retention;
    private final Map<EntryKey, Optional<Entry>> entries = new LinkedHashMap<>();
    private final Map<Long, Set<Long>> groupsOf = new HashMap<>();
    private final List<OrganisationChange> changes = new ArrayList<>();
    private long seq;

    Changeset(OrgId org, OrganisationSnapshot snapshot, Instant now, Duration retention) {
        this.org = org;
        this.snapshot = snapshot;
        this.now = now;
        this.retention = retention;
        this.seq = snapshot.seq();
    }

    OrgId org() {
        return org;
    }

    Instant now() {
        return now;
    }

    long seq() {
        return seq;
    }

    /// The state before this batch. Changes that read it run [alone][OrganisationWriter].
    OrganisationSnapshot image() {
        return snapshot;
    }

    @Nullable Entry get(EntryKey key) {
        Optional<Entry> drafted = entries.get(key);
        return drafted == null ? snapshot.get(key) : drafted.orElse(null);
    }

    @Nullable User user(long number) {
        return (User) get(EntryKey.user(number));
    }

    @Nullable Group group(long number) {
        return (Group) get(EntryKey.group(number));
    }

    @Nullable Shift shift(long user) {
        return (Shift) get(EntryKey.shift(user));
    }

    @Nullable AvailabilityProfile profile(long number) {
        Profile profile = (Profile) get(EntryKey.profile(number));
        return profile == null ? null : profile.profile();
    }

    /// Adds an entry that watchers do not see and that takes no `seq`.
    void put(Entry entry) {
        entries.put(entry.key(), Optional.of(entry));
    }

    void remove(EntryKey key) {
        entries.put(key, Optional.empty());
    }

    /// Returns the user, who is known from now on.
    User known(UserRef ref) {
        User user = user(ref.number());
        return user == null ? begin(ref, unread -> unread) : user;
    }

    /// Adds an unknown user. Versions continue after those that watchers may remember of a removed
    /// user with this number.
    User begin(UserRef ref, UnaryOperator<Unread> counting) {
        seq++;
        Removal earlier = snapshot.removedUser(ref.number());
        UserPresence presence = UserPresence.unreported(ref);
        Unread unread = Unread.NONE;
        Optional<Entry> drafted = entries.get(EntryKey.user(ref.number()));
        if (drafted != null) {
            earlier = removedHere(ref);
        }
        if (earlier != null) {
            presence = presence.atVersion(earlier.version());
            unread = unread.atVersion(earlier.unreadVersion() + 1);
        }
        unread = counting.apply(unread);
        User user = new User(presence, unread, seq, seq, seq);
        put(user);
        changes.add(
                new OrganisationChange.Unread(
                        seq,
                        ref,
                        OrganisationChange.Unread.Kind.CREATED,
                        unread.total(),
                        unread.version()));
        return user;
    }

    private @Nullable Removal removedHere(UserRef ref) {
        return entries.values().stream()
                .flatMap(Optional::stream)
                .filter(entry ->
                        entry instanceof Removal removal
                                && removal.group() == 0
                                && removal.user() == ref.number())
                .map(Removal.class::cast)
                .reduce((_, last) -> last)
                .orElse(null);
    }

    /// Changes a user's name, which watchers do not see.
    void rename(User before, UserPresence after) {
        seq++;
        put(new User(after, before.unread(), before.changedAt(), before.countedAt(), seq));
    }

    /// Changes a user's presence, or data stored with it. A state that somebody chooses for an
    /// absent user applies on that user's return.
    void show(User before, UserPresence after) {
        boolean visible = after.version() != before.presence().version();
        Shift shift = shift(before.number());
        if (shift != null
                && shift.before() != null
                && !after.availability().equals(before.presence().availability())) {
            put(new Shift(shift.user(), shift.agents(), shift.there(), null, seq));
        }
        if (visible) {
            seq++;
            changes.add(new OrganisationChange.Presence(seq, after, groupsOf(before.number())));
        }
        if (!after.equals(before.presence())) {
            long changedAt = visible ? seq : before.changedAt();
            put(new User(after, before.unread(), changedAt, before.countedAt(), seq));
        }
    }

    /// Changes a user's unread count, or its parts.
    void count(User before, Unread after) {
        boolean visible = after.version() != before.unread().version();
        if (visible) {
            seq++;
            changes.add(
                    new OrganisationChange.Unread(
                            seq,
                            before.presence().user(),
                            OrganisationChange.Unread.Kind.CHANGED,
                            after.total(),
                            after.version()));
        }
        if (!after.equals(before.unread())) {
            long countedAt = visible ? seq : before.countedAt();
            put(new User(before.presence(), after, before.changedAt(), countedAt, seq));
        }
    }

    /// Ends the calls that were not reported again in time.
    void expireCalls(int most) {
        for (long number : snapshot.callEnds().over(now, most)) {
            User user = user(number);
            if (user != null) {
                show(user, user.presence().at(now));
            }
        }
    }

    boolean isMember(long group, long user) {
        return get(EntryKey.membership(group, user)) != null;
    }

    private Set<Long> groupsOf(long user) {
        Set<Long> drafted = groupsOf.get(user);
        return drafted == null ? snapshot.groupsOf(user) : drafted;
    }

    void join(Group group, User user) {
        seq++;
        put(new Membership(group.number(), user.number(), seq));
        groupsOf.put(
                user.number(),
                Stream.concat(groupsOf(user.number()).stream(), Stream.of(group.number()))
                        .collect(Collectors.toUnmodifiableSet()));
        changes.add(new OrganisationChange.Joined(seq, group.number(), user.presence()));
    }

    void leave(Group group, User user) {
        seq++;
        part(group.number(), user.number(), user.presence().version());
        groupsOf.put(
                user.number(),
                groupsOf(user.number()).stream()
                        .filter(its -> its != group.number())
                        .collect(Collectors.toUnmodifiableSet()));
        changes.add(
                new OrganisationChange.Left(
                        seq, group.number(), user.presence().user(), user.presence().version()));
    }

    private void part(long group, long user, long version) {
        remove(EntryKey.membership(group, user));
        put(new Removal(seq, group, user, version, 0));
    }

    /// Removes a user. Takes two numbers: one for the user and one for the unread count.
    void remove(User user) {
        long number = user.number();
        UserRef ref = user.presence().user();
        Set<Long> groups = groupsOf(number);
        long version = user.presence().version() + 1;
        long unreadVersion = user.unread().version() + 1;
        seq++;
        remove(user.key());
        if (shift(number) != null) {
            remove(EntryKey.shift(number));
        }
        groups.forEach(group -> part(group, number, version));
        put(new Removal(seq, 0, number, version, unreadVersion));
        groupsOf.put(number, Set.of());
        changes.add(new OrganisationChange.UserRemoved(seq, ref, version, groups));
        seq++;
        changes.add(
                new OrganisationChange.Unread(
                        seq, ref, OrganisationChange.Unread.Kind.REMOVED, 0, unreadVersion));
    }

    /// Removes a group; its members remain users. Must run [alone][#image].
    void remove(Group group) {
        seq++;
        remove(group.key());
        snapshot.members(group.number())
                .keySet()
                .forEach(user -> remove(EntryKey.membership(group.number(), user)));
        changes.add(new OrganisationChange.GroupRemoved(seq, group.number()));
    }

    /// Returns the changes to tell followers when the batch is durable.
    List<OrganisationChange> changes() {
        return changes;
    }

    /// Returns the batch to store; empty if nothing changed. Also removes some outdated entries.
    Optional<Batch> batch() {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        if (!snapshot.written()) {
            snapshot.profiles()
                    .values()
                    .forEach(profile -> entries.putIfAbsent(profile.key(), Optional.of(profile)));
        }
        snapshot.nextMark(now, retention.dividedBy(MARKS)).ifPresent(this::put);
        snapshot.outdated(now, retention, OUTDATED_AT_ONCE)
                .forEach(key -> entries.putIfAbsent(key, Optional.empty()));
        List<Entry> puts = entries.values().stream().flatMap(Optional::stream).toList();
        List<EntryKey> removals =
                entries.entrySet().stream()
                        .filter(entry -> entry.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList();
        return Optional.of(new Batch(seq, now, puts, removals));
    }
}
