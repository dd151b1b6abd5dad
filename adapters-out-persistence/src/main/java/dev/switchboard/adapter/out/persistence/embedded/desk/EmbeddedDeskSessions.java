package dev.switchboard.adapter.out.persistence.embedded.desk;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.DESK_SESSION;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.keys.TokenSeal;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.application.port.out.upstream.EndedDeskSessions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.Hold;
import dev.switchboard.domain.desk.DeskSession.State;
import dev.switchboard.domain.desk.DeskSession.StreamPosition;
import dev.switchboard.domain.desk.DeskSession.Token;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A record for each session; live sessions are also indexed by desk, ended ones by the time of
/// their end.
///
/// The data directory is locked, so any other holder of a session is dead, whatever its fence was.
public final class EmbeddedDeskSessions implements DeskSessions, EndedDeskSessions {

    /// Key: the session. Value: all of it.
    private static final int RECORD = 1;

    /// Key: the desk and the session. Value: empty.
    private static final int LIVE = 2;

    /// Key: the time of its end and the session. Value: empty.
    private static final int OVER = 3;

    private static final int VERSION = 2;

    /// The first version with conversations.
    private static final int WITH_CONVERSATION = 2;

    private static final int STEP = 500;
    private static final byte[] NOTHING = {};

    /// Indexed by the stored number.
    private static final State[] STATES = {State.OPENING, State.OPEN, State.UNDOING, State.OVER};

    private static final Decoder<Stored> DECODER = EmbeddedDeskSessions::read;

    private final Store store;
    private final TokenSeal seal;

    public EmbeddedDeskSessions(Store store, TokenSeal seal) {
        this.store = store;
        this.seal = seal;
    }

    /// @param session the session without its token
    /// @param sealed the token, encrypted, or null
    private record Stored(
            DeskSession session, @Nullable String sealed, @Nullable Instant renewAt) {}

    @Override
    public boolean insert(DeskSession first) {
        byte[] value = write(first);
        return store.write(batch -> {
            boolean there = find(batch, first.chat()).isPresent();
            if (!there) {
                put(batch, first, value);
            }
            return !there;
        });
    }

    @Override
    public Optional<DeskSession> find(DeskRef chat) {
        return store.read(view -> find(view, chat)).map(this::opened);
    }

    private static Optional<Stored> find(RecordLookup records, DeskRef chat) {
        return DECODER.ifSound(DESK_SESSION, () -> records.get(DESK_SESSION, key(chat)));
    }

    private DeskSession opened(Stored stored) {
        String sealed = stored.sealed();
        Instant renewAt = stored.renewAt();
        DeskSession session = stored.session();
        return sealed == null || renewAt == null
                ? session
                : seal.open(sealed, nameOf(session.chat()))
                        .map(secret -> session.with(new Token(secret, renewAt)))
                        .orElse(session);
    }

    private static String nameOf(DeskRef chat) {
        return "desk/" + chat.value();
    }

    @Override
    public boolean save(DeskSession next) {
        byte[] value = write(next);
        return store.write(batch -> {
            Optional<Stored> there = find(batch, next.chat());
            if (there.isEmpty()) {
                return false;
            }
            DeskSession before = there.get().session();
            boolean ours =
                    before.state() != State.OVER && before.hold().fence() == next.hold().fence();
            if (ours) {
                batch.delete(DESK_SESSION, mark(before));
                put(batch, next, value);
            }
            return ours || opened(there.get()).equals(next);
        });
    }

    private static void put(Batch batch, DeskSession session, byte[] value) {
        batch.put(DESK_SESSION, key(session.chat()), value);
        batch.put(DESK_SESSION, mark(session), NOTHING);
    }

    /// The index key for the session's state.
    private static byte[] mark(DeskSession session) {
        ByteWriter key = new ByteWriter(64);
        if (session.state() == State.OVER) {
            key.octet(OVER).instant(session.changedAt());
        } else {
            key.octet(LIVE).keyText(session.desk());
        }
        return key.keyText(session.chat().value()).toBytes();
    }

    private static byte[] key(DeskRef chat) {
        return new ByteWriter(64).octet(RECORD).keyText(chat.value()).toBytes();
    }

    @Override
    public Optional<DeskSession> take(DeskRef chat, Hold taker) {
        Optional<DeskSession> there = find(chat).filter(session -> session.state() != State.OVER);
        if (there.isEmpty() || there.get().hold().holder().equals(taker.holder())) {
            return there;
        }
        long next = there.get().hold().fence() + 1;
        DeskSession taken = there.get().takenBy(new Hold(taker.holder(), next));
        byte[] value = write(taken);
        boolean won =
                store.write(batch -> {
                    boolean same =
                            find(batch, chat)
                                    .filter(it -> it.session().state() != State.OVER)
                                    .filter(it -> it.session().hold().equals(there.get().hold()))
                                    .isPresent();
                    if (same) {
                        put(batch, taken, value);
                    }
                    return same;
                });
        return won ? Optional.of(taken) : Optional.empty();
    }

    @Override
    public List<DeskSession> live(String desk, @Nullable DeskRef after, int limit) {
        return store.read(view -> live(view, desk, after, limit)).stream()
                .map(this::opened)
                .toList();
    }

    private static List<Stored> live(View view, String desk, @Nullable DeskRef after, int limit) {
        byte[] all = new ByteWriter(32).octet(LIVE).keyText(desk).toBytes();
        byte[] from =
                after == null
                        ? all
                        : ByteWriter.behind(
                                new ByteWriter(64)
                                        .octet(LIVE)
                                        .keyText(desk)
                                        .keyText(after.value())
                                        .toBytes());
        List<Stored> found = new ArrayList<>();
        try (Scan scan = view.scan(DESK_SESSION, from, ByteWriter.behind(all))) {
            while (found.size() < limit && scan.next()) {
                ByteReader name = new ByteReader(scan.key());
                name.octet();
                name.keyText();
                find(view, new DeskRef(name.keyText())).ifPresent(found::add);
            }
        }
        return found;
    }

    @Override
    public boolean forget(DeskRef chat) {
        return store.write(batch -> {
            Optional<DeskSession> there = find(batch, chat).map(Stored::session);
            if (there.isPresent() && there.get().state() != State.OVER) {
                return false;
            }
            there.ifPresent(session -> {
                batch.delete(DESK_SESSION, mark(session));
                batch.delete(DESK_SESSION, key(chat));
            });
            return true;
        });
    }

    @Override
    public int purge(Instant before) {
        int removed = 0;
        int step;
        do {
            List<byte[]> old = store.read(view -> old(view, before));
            step = old.size();
            removed += step == 0 ? 0 : store.write(batch -> purge(batch, old));
        } while (step == STEP);
        return removed;
    }

    private static List<byte[]> old(View view, Instant before) {
        byte[] from = {OVER};
        byte[] until = new ByteWriter(16).octet(OVER).instant(before).toBytes();
        List<byte[]> found = new ArrayList<>();
        try (Scan scan = view.scan(DESK_SESSION, from, until)) {
            while (found.size() < STEP && scan.next()) {
                found.add(scan.key());
            }
        }
        return found;
    }

    private static int purge(Batch batch, List<byte[]> marks) {
        for (byte[] mark : marks) {
            ByteReader name = new ByteReader(mark);
            name.octet();
            name.instant();
            batch.delete(DESK_SESSION, mark);
            batch.delete(DESK_SESSION, key(new DeskRef(name.keyText())));
        }
        return marks.size();
    }

    private byte[] write(DeskSession session) {
        Token token = session.token();
        StreamPosition heard = session.heard();
        ConversationId conversation = session.conversation();
        ByteWriter value =
                new ByteWriter(1024)
                        .octet(VERSION)
                        .text(session.chat().value())
                        .text(conversation == null ? "" : conversation.value())
                        .text(session.desk())
                        .text(session.tenant().value())
                        .octet(List.of(STATES).indexOf(session.state()))
                        .instant(session.changedAt())
                        .text(session.hold().holder())
                        .number(session.hold().fence())
                        .number(session.facts().size());
        new TreeMap<>(session.facts()).forEach((name, fact) -> value.text(name).text(fact));
        value.flag(token != null);
        if (token != null) {
            value.text(seal.close(token.secret(), nameOf(session.chat()))).instant(token.renewAt());
        }
        value.flag(heard != null);
        if (heard != null) {
            value.text(heard.cursor()).instant(heard.at());
        }
        return value.toBytes();
    }

    private static Stored read(ByteReader value) {
        int version = Decoder.version(value, VERSION);
        DeskRef chat = new DeskRef(value.text());
        String conversation = version >= WITH_CONVERSATION ? value.text() : "";
        String desk = value.text();
        TenantId tenant = new TenantId(value.text());
        State state = value.choice(STATES);
        Instant changedAt = value.instant();
        Hold hold = new Hold(value.text(), value.number());
        Map<String, String> facts = new TreeMap<>();
        for (long left = value.number(); left > 0; left--) {
            facts.put(value.text(), value.text());
        }
        @Nullable String sealed = null;
        @Nullable Instant renewAt = null;
        if (value.flag()) {
            sealed = value.text();
            renewAt = value.instant();
        }
        @Nullable StreamPosition heard =
                value.flag() ? new StreamPosition(value.text(), value.instant()) : null;
        DeskSession session =
                new DeskSession(
                        chat,
                        conversation.isEmpty() ? null : new ConversationId(conversation),
                        desk,
                        tenant,
                        state,
                        facts,
                        null,
                        heard,
                        hold,
                        changedAt);
        return new Stored(session, sealed, renewAt);
    }
}
