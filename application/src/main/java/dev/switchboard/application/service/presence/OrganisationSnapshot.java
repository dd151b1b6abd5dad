package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.out.presence.Organisations.Batch;
import dev.switchboard.application.port.out.presence.Organisations.Devices;
import dev.switchboard.application.port.out.presence.Organisations.Entry;
import dev.switchboard.application.port.out.presence.Organisations.EntryKey;
import dev.switchboard.application.port.out.presence.Organisations.Group;
import dev.switchboard.application.port.out.presence.Organisations.Mark;
import dev.switchboard.application.port.out.presence.Organisations.Membership;
import dev.switchboard.application.port.out.presence.Organisations.Profile;
import dev.switchboard.application.port.out.presence.Organisations.Queue;
import dev.switchboard.application.port.out.presence.Organisations.Removal;
import dev.switchboard.application.port.out.presence.Organisations.Repeat;
import dev.switchboard.application.port.out.presence.Organisations.Shift;
import dev.switchboard.application.port.out.presence.Organisations.Stored;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The stored state of an organisation, indexed so that changes need no search. Its only writer
/// changes it; others read it when the writer permits.
final class OrganisationSnapshot {

    private final OrgId org;
    private final TreeMap<Long, User> users = new TreeMap<>();
    private final TreeMap<Long, Members> groups = new TreeMap<>();
    private final Map<Long, Set<Long>> groupsOf = new HashMap<>();
    private final TreeMap<Long, Profile> profiles = new TreeMap<>();
    private final Map<Long, Queue> queues = new HashMap<>();
    private final Map<Long, Shift> shifts = new HashMap<>();
    private final Map<Long, Removal> removedUsers = new HashMap<>();

    /// The entries in the order of expiry, because all live equally long.
    private final Map<EntryKey, Repeat> repeats = new LinkedHashMap<>();

    private final OrganisationPast past = new OrganisationPast();
    private final CallEnds callEnds = new CallEnds();

    private @Nullable Devices devices;
    private boolean written;
    private long seq;
    private Instant at = Instant.EPOCH;

    private OrganisationSnapshot(OrgId org) {
        this.org = org;
    }

    /// A group with its current and former members.
    private static final class Members {

        private Group group;
        private final TreeMap<Long, Membership> present = new TreeMap<>();
        private final TreeMap<Long, Removal> gone = new TreeMap<>();

        private Members(Group group) {
            this.group = group;
        }
    }

    /// @param stored empty for a new organisation
    static OrganisationSnapshot of(OrgId org, Optional<Stored> stored) {
        OrganisationSnapshot image = new OrganisationSnapshot(org);
        if (stored.isEmpty()) {
            image.put(new Profile(AvailabilityProfile.DEFAULT, 0));
            return image;
        }
        image.written = true;
        image.seq = stored.get().seq();
        image.at = stored.get().at();
        // groups before their members, and entries with a time in the order of time
        stored.get().entries().stream()
                .sorted(
                        Comparator.comparing((Entry entry) -> !(entry instanceof Group))
                                .thenComparing(OrganisationSnapshot::expiry)
                                .thenComparingLong(Entry::seq))
                .forEach(image::put);
        return image;
    }

    private static Instant expiry(Entry entry) {
        return entry instanceof Repeat repeat ? repeat.request().expiresAt() : Instant.MIN;
    }

    /// Applies a batch that has become durable.
    void apply(Batch batch) {
        written = true;
        seq = batch.seq();
        at = batch.at();
        batch.removals().forEach(this::remove);
        batch.puts().forEach(this::put);
    }

    private void put(Entry entry) {
        switch (entry) {
            case User user -> callEnds.changed(users.put(user.number(), user), user);
            case Group group -> put(group);
            case Membership membership -> put(membership);
            case Removal removal -> put(removal);
            case Repeat repeat -> {
                repeats.remove(repeat.key());
                repeats.put(repeat.key(), repeat);
            }
            case Profile profile -> profiles.put(profile.profile().number(), profile);
            case Queue queue -> queues.put(queue.number(), queue);
            case Devices all -> devices = all;
            case Mark mark -> past.add(mark);
            case Shift shift -> shifts.put(shift.user(), shift);
        }
    }

    private void put(Group group) {
        Members members = groups.computeIfAbsent(group.number(), _ -> new Members(group));
        members.group = group;
    }

    private void put(Membership membership) {
        Members members = groups.get(membership.group());
        if (members != null) {
            members.present.put(membership.user(), membership);
            members.gone.remove(membership.user());
            groupsOf.merge(
                    membership.user(), Set.of(membership.group()), OrganisationSnapshot::union);
        }
    }

    private static Set<Long> union(Set<Long> some, Set<Long> more) {
        return Stream.concat(some.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private void put(Removal removal) {
        past.add(removal);
        if (removal.group() == 0) {
            removedUsers.put(removal.user(), removal);
            return;
        }
        Members members = groups.get(removal.group());
        if (members != null && !members.present.containsKey(removal.user())) {
            members.gone.put(removal.user(), removal);
        }
    }

    private void remove(EntryKey key) {
        switch (key.kind()) {
            case USER -> callEnds.changed(users.remove(key.first()), null);
            case GROUP -> groups.remove(key.first());
            case MEMBERSHIP -> part(key.first(), key.second());
            case REMOVAL -> forgetRemoval();
            case REPEAT -> repeats.remove(key);
            case PROFILE -> profiles.remove(key.first());
            case QUEUE -> queues.remove(key.first());
            case DEVICES -> devices = null;
            case MARK -> past.forgetMark();
            case SHIFT -> shifts.remove(key.first());
        }
    }

    private void part(long group, long user) {
        Members members = groups.get(group);
        if (members != null) {
            members.present.remove(user);
        }
        groupsOf.computeIfPresent(
                user,
                (_, all) -> {
                    Set<Long> left =
                            all.stream()
                                    .filter(its -> its != group)
                                    .collect(Collectors.toUnmodifiableSet());
                    return left.isEmpty() ? null : left;
                });
    }

    private void forgetRemoval() {
        Removal oldest = past.forgetRemoval();
        if (oldest.group() == 0) {
            removedUsers.remove(oldest.user(), oldest);
        } else if (groups.containsKey(oldest.group())) {
            groups.get(oldest.group()).gone.remove(oldest.user(), oldest);
        }
    }

    /// Returns the entry with this key, or null.
    @Nullable Entry get(EntryKey key) {
        return switch (key.kind()) {
            case USER -> users.get(key.first());
            case GROUP -> group(key.first());
            case MEMBERSHIP -> {
                Members members = groups.get(key.first());
                yield members == null ? null : members.present.get(key.second());
            }
            case REPEAT -> repeats.get(key);
            case PROFILE -> profiles.get(key.first());
            case QUEUE -> queues.get(key.first());
            case DEVICES -> devices;
            case SHIFT -> shifts.get(key.first());
            case REMOVAL, MARK -> throw new IllegalArgumentException("has no name: " + key);
        };
    }

    OrgId org() {
        return org;
    }

    long seq() {
        return seq;
    }

    /// Whether the store knows the organisation. A new one has its first profile before that.
    boolean written() {
        return written;
    }

    @Nullable User user(long number) {
        return users.get(number);
    }

    /// Returns the users with greater numbers, in ascending order.
    Collection<User> usersBehind(long number) {
        return users.tailMap(number, false).values();
    }

    /// Returns the last removal of a user with this number, while it is remembered.
    @Nullable Removal removedUser(long number) {
        return removedUsers.get(number);
    }

    @Nullable Group group(long number) {
        Members members = groups.get(number);
        return members == null ? null : members.group;
    }

    /// Returns the groups with greater numbers, in ascending order.
    Stream<Group> groupsBehind(long number) {
        return groups.tailMap(number, false).values().stream().map(members -> members.group);
    }

    /// Returns the numbers of a user's groups.
    Set<Long> groupsOf(long user) {
        return groupsOf.getOrDefault(user, Set.of());
    }

    /// Returns a group's members by ascending number of the user.
    NavigableMap<Long, Membership> members(long group) {
        Members members = groups.get(group);
        return members == null ? new TreeMap<>() : members.present;
    }

    /// Returns the remembered former members of a group.
    Collection<Removal> gone(long group) {
        Members members = groups.get(group);
        return members == null ? List.of() : members.gone.values();
    }

    NavigableMap<Long, Profile> profiles() {
        return profiles;
    }

    /// Returns the present and former users at the hub's own desk.
    Collection<Shift> shifts() {
        return shifts.values();
    }

    long greatestGroup() {
        return groups.isEmpty() ? 0 : groups.lastKey();
    }

    /// Returns the times at which calls count as over unless they are reported again.
    CallEnds callEnds() {
        return callEnds;
    }

    /// Whether all changes since that `seq` are still known.
    boolean remembers(long count, Instant now, Duration retention) {
        return count <= seq && count >= horizon(now, retention);
    }

    /// Returns the `seq` up to which changes are older than the retention time.
    private long horizon(Instant now, Duration retention) {
        Instant oldest = now.minus(retention);
        return Math.max(written && !at.isAfter(oldest) ? seq : 0, past.seqAt(oldest));
    }

    /// Returns the mark that the next batch must add so that the age of a `seq` can be determined:
    /// the `seq` up to now, unless a recent mark suffices.
    Optional<Mark> nextMark(Instant now, Duration distance) {
        Mark last = past.lastMark();
        boolean due =
                last == null
                        || (seq > last.seq()
                                && (!at.isBefore(last.at().plus(distance))
                                        || !now.isBefore(at.plus(distance))));
        return written && due ? Optional.of(new Mark(seq, at)) : Optional.empty();
    }

    /// Returns outdated entries, a limited number of them.
    List<EntryKey> outdated(Instant now, Duration retention, int most) {
        Stream<EntryKey> over =
                repeats.values().stream()
                        .takeWhile(repeat -> !repeat.request().expiresAt().isAfter(now))
                        .limit(most)
                        .map(Entry::key);
        return Stream.concat(
                        over, past.outdated(now.minus(retention), horizon(now, retention), most))
                .toList();
    }

    /// Returns the removals in their order.
    Collection<Removal> removals() {
        return past.removals();
    }

    /// Returns everything in the form of the store; empty if nothing was ever written.
    Optional<Stored> stored() {
        if (!written) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>(users.values());
        for (Members members : groups.values()) {
            entries.add(members.group);
            entries.addAll(members.present.values());
        }
        Stream.of(
                        past.removals(),
                        past.marks(),
                        repeats.values(),
                        profiles.values(),
                        queues.values(),
                        shifts.values())
                .forEach(entries::addAll);
        Optional.ofNullable(devices).ifPresent(entries::add);
        return Optional.of(new Stored(seq, at, entries));
    }
}
