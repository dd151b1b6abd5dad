package dev.switchboard.adapter.out.persistence.embedded.session;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.CLIENT_POSITION;
import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.CLIENT_SESSION;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.session.ClientSessionRecord.PositionRecord;
import dev.switchboard.adapter.out.persistence.embedded.session.SeenOrder.Entry;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Client sessions by key, also indexed by when they were stored. An advance writes one small
/// record and nothing else.
final class EmbeddedClientSessions implements ClientSessions {

    private static final SeenOrder SEEN = new SeenOrder(CLIENT_SESSION);
    private static final int STEP = 50;

    private final Store store;

    EmbeddedClientSessions(Store store) {
        this.store = store;
    }

    @Override
    public Optional<ClientSession> find(SessionKey key) {
        return store.read(view -> find(view, key));
    }

    private static Optional<ClientSession> find(RecordLookup records, SessionKey session) {
        byte[] key = ClientSessionRecord.key(session);
        return ClientSessionRecord.find(records, key).map(it -> joined(records, session, key, it));
    }

    @Override
    public List<ClientSession> page(@Nullable SessionKey after, int limit) {
        return store.read(view -> page(view, ClientSessionRecord.behind(after), limit));
    }

    private static List<ClientSession> page(View view, byte[] from, int limit) {
        List<ClientSession> page = new ArrayList<>();
        try (Scan scan = view.scan(CLIENT_SESSION, from, SeenOrder.begin())) {
            while (page.size() < limit && scan.next()) {
                SessionKey session = ClientSessionRecord.session(scan.key());
                find(view, session).ifPresent(page::add);
            }
        }
        return page;
    }

    private static ClientSession joined(
            RecordLookup records, SessionKey session, byte[] key, ClientSessionRecord stored) {
        Map<ConversationId, Long> positions = new HashMap<>();
        Instant seenAt = stored.seenAt();
        for (ConversationId conversation : stored.bound()) {
            var position = PositionRecord.find(records, PositionRecord.key(key, conversation));
            if (position.isPresent()) {
                positions.put(conversation, position.get().seq());
                seenAt = later(seenAt, position.get().advancedAt());
            }
        }
        return new ClientSession(
                session, stored.client(), stored.who(), positions, stored.epoch(), seenAt);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    @Override
    public Saved save(ClientSession session) {
        return store.write(batch -> save(batch, session, session.epoch()));
    }

    @Override
    public Saved take(ClientSession session) {
        return store.write(batch -> save(batch, session, session.epoch() - 1));
    }

    /// @param upTo the greatest stored epoch that it may replace
    private static Saved save(Batch batch, ClientSession session, long upTo) {
        byte[] key = ClientSessionRecord.key(session.key());
        Optional<ClientSessionRecord> before = ClientSessionRecord.find(batch, key);
        if (before.isPresent() && before.get().epoch() > upTo) {
            return Saved.REPLACED;
        }
        before.ifPresent(it -> remove(batch, key, it));
        put(batch, key, ClientSessionRecord.of(session));
        session.positions()
                .forEach((conversation, seq) ->
                        batch.put(
                                CLIENT_POSITION,
                                PositionRecord.key(key, conversation),
                                new PositionRecord(seq, session.seenAt()).toBytes()));
        return Saved.DONE;
    }

    private static void put(Batch batch, byte[] key, ClientSessionRecord session) {
        batch.put(CLIENT_SESSION, key, session.toBytes());
        batch.put(CLIENT_SESSION, SeenOrder.key(session.seenAt(), key), new byte[0]);
    }

    private static void remove(Batch batch, byte[] key, ClientSessionRecord session) {
        batch.delete(CLIENT_SESSION, key);
        batch.delete(CLIENT_SESSION, SeenOrder.key(session.seenAt(), key));
        session.bound().forEach(it -> batch.delete(CLIENT_POSITION, PositionRecord.key(key, it)));
    }

    @Override
    public CompletionStage<Void> advance(List<Advance> advances) {
        if (advances.isEmpty()) {
            return CompletableFuture.allOf();
        }
        List<Raise> raises = advances.stream().map(Raise::of).toList();
        return store.submitUnhurried(batch -> raise(batch, raises)).thenAccept(_ -> {});
    }

    private static final class Raise {

        private final byte[] key;
        private final Advance advance;

        private Raise(byte[] key, Advance advance) {
            this.key = key;
            this.advance = advance;
        }

        static Raise of(Advance advance) {
            byte[] session = ClientSessionRecord.key(advance.key());
            return new Raise(PositionRecord.key(session, advance.conversation()), advance);
        }
    }

    private static int raise(Batch batch, List<Raise> raises) {
        for (Raise raise : raises) {
            PositionRecord.find(batch, raise.key)
                    .filter(position -> position.seq() <= raise.advance.seq())
                    .map(position -> position.raisedTo(raise.advance.seq(), raise.advance.at()))
                    .ifPresent(next -> batch.put(CLIENT_POSITION, raise.key, next.toBytes()));
        }
        return raises.size();
    }

    @Override
    public void forget(SessionKey session) {
        byte[] key = ClientSessionRecord.key(session);
        store.write(batch -> {
            Optional<ClientSessionRecord> known = ClientSessionRecord.find(batch, key);
            known.ifPresent(it -> remove(batch, key, it));
            return known.isPresent();
        });
    }

    @Override
    public int purge(Instant seenBefore) {
        int removed = 0;
        List<Entry> page;
        do {
            List<Entry> old =
                    store.read(view -> SEEN.page(view, SeenOrder.begin(), seenBefore, STEP));
            page = old;
            removed += old.isEmpty() ? 0 : store.write(batch -> purge(batch, old, seenBefore));
        } while (page.size() == STEP);
        return removed;
    }

    private static int purge(Batch batch, List<Entry> old, Instant before) {
        int removed = 0;
        for (Entry entry : old) {
            Optional<ClientSessionRecord> session =
                    ClientSessionRecord.find(batch, entry.record())
                            .filter(it -> it.seenAt().equals(entry.seenAt()));
            // Without a session of that time, the entry belongs to an unreadable record.
            batch.delete(CLIENT_SESSION, entry.key());
            removed += session.isPresent() ? purge(batch, entry, session.get(), before) : 0;
        }
        return removed;
    }

    /// A session that advanced later is reindexed at that time, so it is not looked at again.
    private static int purge(
            Batch batch, Entry entry, ClientSessionRecord session, Instant before) {
        Instant advancedAt = session.seenAt();
        for (ConversationId conversation : session.bound()) {
            byte[] key = PositionRecord.key(entry.record(), conversation);
            Optional<PositionRecord> position = PositionRecord.find(batch, key);
            advancedAt =
                    later(advancedAt, position.map(PositionRecord::advancedAt).orElse(advancedAt));
        }
        if (advancedAt.isBefore(before)) {
            remove(batch, entry.record(), session);
            return 1;
        }
        put(batch, entry.record(), session.seenAt(advancedAt));
        return 0;
    }
}
