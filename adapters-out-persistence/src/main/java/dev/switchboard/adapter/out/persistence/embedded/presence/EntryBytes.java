package dev.switchboard.adapter.out.persistence.embedded.presence;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.record.JsonBytes;
import dev.switchboard.application.port.out.presence.Organisations.Devices;
import dev.switchboard.application.port.out.presence.Organisations.Entry;
import dev.switchboard.application.port.out.presence.Organisations.EntryKey;
import dev.switchboard.application.port.out.presence.Organisations.Group;
import dev.switchboard.application.port.out.presence.Organisations.Kind;
import dev.switchboard.application.port.out.presence.Organisations.Mark;
import dev.switchboard.application.port.out.presence.Organisations.Membership;
import dev.switchboard.application.port.out.presence.Organisations.Profile;
import dev.switchboard.application.port.out.presence.Organisations.Queue;
import dev.switchboard.application.port.out.presence.Organisations.Removal;
import dev.switchboard.application.port.out.presence.Organisations.Repeat;
import dev.switchboard.application.port.out.presence.Organisations.Shift;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.Unread;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An organisation's entries as bytes. Values do not repeat the facts in their keys.
final class EntryBytes {

    private static final int VERSION = 1;

    /// Indexed by the stored number minus 1; 0 is the organisation itself.
    private static final List<Kind> KINDS =
            List.of(
                    Kind.USER,
                    Kind.GROUP,
                    Kind.MEMBERSHIP,
                    Kind.REMOVAL,
                    Kind.REPEAT,
                    Kind.PROFILE,
                    Kind.DEVICES,
                    Kind.QUEUE,
                    Kind.MARK,
                    Kind.SHIFT);

    /// Indexed by the stored number.
    private static final Call.Phase[] PHASES = {
        Call.Phase.NONE, Call.Phase.RINGING, Call.Phase.ANSWERED, Call.Phase.BRIDGED
    };

    private static final Call.Direction[] DIRECTIONS = {
        Call.Direction.NONE, Call.Direction.INBOUND, Call.Direction.OUTBOUND
    };

    private static final AvailabilityProfile.Kind[] STATE_KINDS = {
        AvailabilityProfile.Kind.AVAILABLE,
        AvailabilityProfile.Kind.BUSY,
        AvailabilityProfile.Kind.AWAY,
        AvailabilityProfile.Kind.OFFLINE
    };

    private EntryBytes() {}

    /// Appends an entry's key to the organisation's prefix.
    static ByteWriter writeKey(ByteWriter begun, EntryKey key) {
        begun.octet(KINDS.indexOf(key.kind()) + 1).int64(key.first()).int64(key.second());
        return key.text().isEmpty() ? begun : begun.keyText(key.text());
    }

    static byte[] write(Entry entry) {
        ByteWriter value = new ByteWriter(160).octet(VERSION).number(entry.seq());
        switch (entry) {
            case User user -> write(value, user);
            case Group group -> value.number(group.createdAt()).text(group.name());
            case Membership _ -> {}
            case Removal removal ->
                    value.number(removal.user())
                            .number(removal.version())
                            .number(removal.unreadVersion());
            case Repeat repeat -> write(value, repeat);
            case Profile profile -> write(value, profile.profile());
            case Devices devices -> {
                value.number(devices.devices().size());
                devices.devices().forEach(device -> JsonBytes.write(value, device));
            }
            case Queue queue -> {
                value.number(queue.users().size());
                queue.users().forEach(value::number);
            }
            case Mark mark -> value.instant(mark.at());
            case Shift shift -> write(value, shift);
        }
        return value.toBytes();
    }

    private static void write(ByteWriter value, Shift shift) {
        value.number(shift.agents().size());
        shift.agents()
                .forEach(agent -> value.text(agent.tenant().value()).text(agent.id().value()));
        Availability before = shift.before();
        value.flag(shift.there()).flag(before != null);
        if (before != null) {
            write(value, before);
        }
    }

    private static ByteWriter write(ByteWriter value, Availability availability) {
        return value.text(availability.name())
                .number(availability.stateId())
                .number(availability.profileId());
    }

    private static void write(ByteWriter value, User user) {
        UserPresence presence = user.presence();
        value.number(user.changedAt()).number(user.countedAt());
        value.text(presence.name()).text(presence.email());
        Call call = presence.call();
        value.octet(List.of(PHASES).indexOf(call.phase()))
                .octet(List.of(DIRECTIONS).indexOf(call.direction()))
                .text(call.channel());
        write(value, presence.availability()).number(presence.version());
        Long sourceSeq = presence.sourceSeq();
        value.flag(sourceSeq != null);
        if (sourceSeq != null) {
            value.int64(sourceSeq);
        }
        Instant expiresAt = presence.expiresAt();
        value.flag(expiresAt != null);
        if (expiresAt != null) {
            value.instant(expiresAt);
        }
        write(value, user.unread());
    }

    private static void write(ByteWriter value, Unread unread) {
        value.number(unread.backEnd())
                .number(unread.version())
                .number(unread.conversations().size());
        unread.conversations().forEach((id, count) -> value.text(id.value()).number(count));
    }

    private static void write(ByteWriter value, Repeat repeat) {
        IdempotencyKey request = repeat.request();
        value.text(request.scope())
                .text(request.key())
                .text(request.fingerprint())
                .instant(request.expiresAt())
                .number(repeat.total())
                .number(repeat.version());
    }

    private static void write(ByteWriter value, AvailabilityProfile profile) {
        value.text(profile.name()).number(profile.states().size());
        for (State state : profile.states()) {
            value.number(state.number())
                    .text(state.name())
                    .text(state.displayName())
                    .octet(List.of(STATE_KINDS).indexOf(state.kind()));
        }
    }

    /// @param key positioned after the organisation's prefix
    static Entry read(OrgId org, ByteReader key, ByteReader value) {
        int kind = key.octet() - 1;
        if (kind < 0 || kind >= KINDS.size()) {
            throw new DamagedRecordException("its kind is unknown");
        }
        long first = key.int64();
        long second = key.int64();
        Decoder.version(value, VERSION);
        long seq = value.number();
        return switch (KINDS.get(kind)) {
            case USER -> user(new UserRef(org, first), value, seq);
            case GROUP -> {
                long createdAt = value.number();
                yield new Group(first, value.text(), createdAt, seq);
            }
            case MEMBERSHIP -> new Membership(first, second, seq);
            case REMOVAL ->
                    new Removal(first, second, value.number(), value.number(), value.number());
            case REPEAT -> repeat(value, seq);
            case PROFILE -> new Profile(profile(first, value), seq);
            case DEVICES -> new Devices(readAll(value, () -> JsonBytes.readObject(value)), seq);
            case QUEUE -> new Queue(first, readAll(value, value::number), seq);
            case MARK -> new Mark(first, value.instant());
            case SHIFT -> shift(first, value, seq);
        };
    }

    private static Shift shift(long user, ByteReader value, long seq) {
        List<Agent> agents =
                readAll(
                        value,
                        () -> new Agent(new TenantId(value.text()), new AgentId(value.text())));
        boolean there = value.flag();
        return new Shift(user, agents, there, value.flag() ? availability(value) : null, seq);
    }

    private static Availability availability(ByteReader value) {
        return new Availability(value.text(), value.number(), value.number());
    }

    private static User user(UserRef ref, ByteReader value, long seq) {
        long changedAt = value.number();
        long countedAt = value.number();
        String name = value.text();
        String email = value.text();
        Call call = new Call(value.choice(PHASES), value.choice(DIRECTIONS), value.text());
        Availability availability = availability(value);
        long version = value.number();
        @Nullable Long sourceSeq = value.flag() ? value.int64() : null;
        @Nullable Instant expiresAt = value.flag() ? value.instant() : null;
        UserPresence presence =
                new UserPresence(
                        ref, name, email, call, availability, version, sourceSeq, expiresAt);
        return new User(presence, unread(value), changedAt, countedAt, seq);
    }

    private static Unread unread(ByteReader value) {
        long backEnd = value.number();
        long version = value.number();
        Map<ConversationId, Long> conversations = new HashMap<>();
        for (long left = value.number(); left > 0; left--) {
            conversations.put(new ConversationId(value.text()), value.number());
        }
        return new Unread(backEnd, conversations, version);
    }

    private static Repeat repeat(ByteReader value, long seq) {
        IdempotencyKey request =
                new IdempotencyKey(value.text(), value.text(), value.text(), value.instant());
        return new Repeat(request, value.number(), value.number(), seq);
    }

    private static AvailabilityProfile profile(long number, ByteReader value) {
        return new AvailabilityProfile(
                number,
                value.text(),
                readAll(
                        value,
                        () ->
                                new State(
                                        value.number(),
                                        value.text(),
                                        value.text(),
                                        value.choice(STATE_KINDS))));
    }

    private static <T> List<T> readAll(ByteReader value, Supplier<T> one) {
        List<T> all = new ArrayList<>();
        for (long left = value.number(); left > 0; left--) {
            all.add(one.get());
        }
        return all;
    }
}
