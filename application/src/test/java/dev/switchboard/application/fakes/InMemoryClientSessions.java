package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Client sessions that live as long as their test.
public final class InMemoryClientSessions implements ClientSessions {
    private final Map<SessionKey, ClientSession> sessions = new HashMap<>();
    private final Outage outage;

    public InMemoryClientSessions() {
        this(new Outage());
    }

    public InMemoryClientSessions(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized Optional<ClientSession> find(SessionKey key) {
        outage.check();
        return Optional.ofNullable(sessions.get(key));
    }

    @Override
    public synchronized List<ClientSession> page(@Nullable SessionKey after, int limit) {
        outage.check();
        return sessions.values().stream()
                .filter(session ->
                        after == null || session.key().hash().compareTo(after.hash()) > 0)
                .sorted(Comparator.comparing(session -> session.key().hash()))
                .limit(limit)
                .toList();
    }

    @Override
    public Saved save(ClientSession session) {
        return save(session, session.epoch());
    }

    @Override
    public Saved take(ClientSession session) {
        return save(session, session.epoch() - 1);
    }

    private synchronized Saved save(ClientSession session, long upTo) {
        outage.check();
        ClientSession stored = sessions.get(session.key());
        if (stored != null && stored.epoch() > upTo) {
            return Saved.REPLACED;
        }
        sessions.put(session.key(), session);
        return Saved.DONE;
    }

    @Override
    public synchronized CompletionStage<Void> advance(List<Advance> advances) {
        if (outage.lasts()) {
            return CompletableFuture.failedFuture(outage.unavailable());
        }
        for (Advance advance : advances) {
            sessions.computeIfPresent(advance.key(), (_, session) -> advanced(session, advance));
        }
        return CompletableFuture.allOf();
    }

    private static ClientSession advanced(ClientSession session, Advance advance) {
        Long position = session.positions().get(advance.conversation());
        if (position == null || position > advance.seq()) {
            return session;
        }
        Map<ConversationId, Long> positions = new HashMap<>(session.positions());
        positions.put(advance.conversation(), advance.seq());
        return new ClientSession(
                session.key(),
                session.client(),
                session.who(),
                positions,
                session.epoch(),
                later(session.seenAt(), advance.at()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    @Override
    public synchronized void forget(SessionKey key) {
        outage.check();
        sessions.remove(key);
    }

    @Override
    public synchronized int purge(Instant seenBefore) {
        outage.check();
        int before = sessions.size();
        sessions.values().removeIf(session -> session.seenAt().isBefore(seenBefore));
        return before - sessions.size();
    }
}
