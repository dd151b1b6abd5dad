package dev.switchboard.application.port.out.presence;

import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.Unread;
import dev.switchboard.domain.presence.UserPresence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stores organisations. The hub that runs an organisation holds all of it in memory: it reads it
/// once and from then on only writes. Throws
/// [dev.switchboard.application.port.out.store.StoreUnavailableException] if the store does not
/// answer in time.
///
/// Instants are kept to the millisecond.
///
/// **One writer.** At most one caller writes an organisation at a time, batch after batch, each
/// with a `seq` that is not below the previous one. A store may, but need not, refuse a batch of
/// another concurrent writer with the same exception.
public interface Organisations {

    /// Returns everything that is stored of an organisation, in no order; empty if nothing was ever
    /// written. Sees every returned write. Leaves out what can no longer be read.
    Optional<Stored> load(OrgId org);

    /// Stores a batch; durable when it returns. If it throws, some entries of the batch may have
    /// been stored and others not, now or within a while; each single entry is whole. The `seq` of
    /// the batch is never stored before its entries, so the `seq` that [#load] returns is never
    /// below that of an entry.
    void write(OrgId org, Batch batch);

    /// @param seq the greatest stored one: that of the last batch, or of an entry of a batch that
    ///   was stored in part
    /// @param at the time of the last batch
    record Stored(long seq, Instant at, List<Entry> entries) {
        public Stored {
            entries = List.copyOf(entries);
        }
    }

    /// The changes of one durable write.
    ///
    /// @param seq the organisation's count of changes after it
    /// @param at the time of the batch
    /// @param puts replace the entries with their keys; no two have the same key
    /// @param removals keys to remove; none of them is in `puts`
    record Batch(long seq, Instant at, List<Entry> puts, List<EntryKey> removals) {
        public Batch {
            puts = List.copyOf(puts);
            removals = List.copyOf(removals);
        }
    }

    /// One stored item of an organisation.
    sealed interface Entry {

        EntryKey key();

        /// The organisation's count of changes when it was written.
        long seq();
    }

    /// The key of an entry within its organisation.
    ///
    /// @param first a number; 0 for a kind with another key
    /// @param second as `first`
    /// @param text empty for a kind with numbers as key
    record EntryKey(Kind kind, long first, long second, String text) {

        private static EntryKey of(Kind kind, long first) {
            return new EntryKey(kind, first, 0, "");
        }

        public static EntryKey user(long number) {
            return of(Kind.USER, number);
        }

        public static EntryKey group(long number) {
            return of(Kind.GROUP, number);
        }

        public static EntryKey membership(long group, long user) {
            return new EntryKey(Kind.MEMBERSHIP, group, user, "");
        }

        public static EntryKey shift(long user) {
            return of(Kind.SHIFT, user);
        }

        public static EntryKey profile(long number) {
            return of(Kind.PROFILE, number);
        }

        public static EntryKey queue(long number) {
            return of(Kind.QUEUE, number);
        }

        /// @param scope without control characters
        public static EntryKey repeat(String scope, String key) {
            return new EntryKey(Kind.REPEAT, 0, 0, scope + '\n' + key);
        }
    }

    /// The kinds of entries.
    enum Kind {
        USER,
        GROUP,
        MEMBERSHIP,
        REMOVAL,
        REPEAT,
        PROFILE,
        DEVICES,
        QUEUE,
        MARK,
        SHIFT
    }

    /// A user.
    ///
    /// @param changedAt the `seq` of the last change that watchers see, at first of the creation
    /// @param countedAt the same for the unread count
    record User(UserPresence presence, Unread unread, long changedAt, long countedAt, long seq)
            implements Entry {

        public long number() {
            return presence.user().number();
        }

        @Override
        public EntryKey key() {
            return EntryKey.user(number());
        }
    }

    /// A group; its members are entries of their own.
    ///
    /// @param createdAt the `seq` at its creation
    record Group(long number, String name, long createdAt, long seq) implements Entry {
        @Override
        public EntryKey key() {
            return EntryKey.group(number);
        }
    }

    /// The membership of a user in a group.
    record Membership(long group, long user, long seq) implements Entry {
        @Override
        public EntryKey key() {
            return EntryKey.membership(group, user);
        }
    }

    /// A user left a group, or was removed; kept for a while for watchers that were disconnected.
    ///
    /// @param group 0 if the user was removed from the organisation
    /// @param version the user's version at that time
    /// @param unreadVersion the version of the unread count; 0 when a user left a group
    record Removal(long seq, long group, long user, long version, long unreadVersion)
            implements Entry {
        @Override
        public EntryKey key() {
            return new EntryKey(Kind.REMOVAL, seq, group, "");
        }
    }

    /// The result of a request that may be repeated.
    record Repeat(IdempotencyKey request, long total, long version, long seq) implements Entry {
        @Override
        public EntryKey key() {
            return EntryKey.repeat(request.scope(), request.key());
        }
    }

    /// An availability profile with its states.
    record Profile(AvailabilityProfile profile, long seq) implements Entry {
        @Override
        public EntryKey key() {
            return EntryKey.profile(profile.number());
        }
    }

    /// The devices of the telephone system.
    record Devices(List<JsonObject> devices, long seq) implements Entry {

        public static final EntryKey KEY = new EntryKey(Kind.DEVICES, 0, 0, "");

        public Devices {
            devices = List.copyOf(devices);
        }

        @Override
        public EntryKey key() {
            return KEY;
        }
    }

    /// The agents of a call queue.
    record Queue(long number, List<Long> users, long seq) implements Entry {
        public Queue {
            users = List.copyOf(users);
        }

        @Override
        public EntryKey key() {
            return EntryKey.queue(number);
        }
    }

    /// The organisation's count at some time.
    record Mark(long seq, Instant at) implements Entry {
        @Override
        public EntryKey key() {
            return new EntryKey(Kind.MARK, seq, 0, "");
        }
    }

    /// The shift of a user at the hub's own desk.
    ///
    /// @param agents the agents who were signed in there as this user
    /// @param there whether any of them still is
    /// @param before the availability that the user had chosen before leaving, restored on return;
    ///   null if the presence holds it, or something else was chosen meanwhile
    record Shift(
            long user, List<Agent> agents, boolean there, @Nullable Availability before, long seq)
            implements Entry {
        public Shift {
            agents = List.copyOf(agents);
        }

        @Override
        public EntryKey key() {
            return EntryKey.shift(user);
        }
    }
}
