package dev.switchboard.application.service.live;

import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.session.ClientSessions.Advance;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.SessionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings to the store how far each client session has acknowledged. One write at a time is under
/// way; what comes meanwhile shares the next one.
final class AckLedger {

    private static final Logger log = LoggerFactory.getLogger(AckLedger.class);

    private final ClientSessions sessions;
    private final ConcurrentMap<Place, Advance> unwritten = new ConcurrentHashMap<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    AckLedger(ClientSessions sessions) {
        this.sessions = sessions;
    }

    private record Place(SessionKey session, ConversationId conversation) {}

    /// The client of this session has everything of the conversation up to `seq`. Never blocks.
    void note(SessionKey session, ConversationId conversation, long seq, Instant now) {
        unwritten.merge(
                new Place(session, conversation),
                new Advance(session, conversation, seq, now),
                AckLedger::further);
        write();
    }

    private static Advance further(Advance one, Advance other) {
        return one.seq() > other.seq() ? one : other;
    }

    private void write() {
        while (!unwritten.isEmpty() && writing.compareAndSet(false, true)) {
            List<Advance> batch = takeAll();
            if (!batch.isEmpty()) {
                sessions.advance(batch).whenComplete((_, failure) -> wrote(batch, failure));
                return;
            }
            writing.set(false);
        }
    }

    private List<Advance> takeAll() {
        List<Advance> batch = new ArrayList<>();
        for (Place place : unwritten.keySet()) {
            Advance advance = unwritten.remove(place);
            if (advance != null) {
                batch.add(advance);
            }
        }
        return batch;
    }

    /// What could not be written waits for the next acknowledgement: to lose it costs a repeat.
    private void wrote(List<Advance> batch, @Nullable Throwable failure) {
        writing.set(false);
        if (failure == null) {
            write();
            return;
        }
        log.debug("{} acknowledged positions wait for the store", batch.size());
        batch.forEach(advance ->
                unwritten.merge(
                        new Place(advance.key(), advance.conversation()),
                        advance,
                        AckLedger::further));
    }
}
