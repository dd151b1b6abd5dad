package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.embedded.StoreGate.State;
import dev.switchboard.application.port.out.store.StoreHealth;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks how the store is and, while it is not well, tries now and then whether it is again: opens
/// a file that was shut, writes to one that could not be written.
final class EmbeddedStoreHealth implements StoreHealth {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStoreHealth.class);
    private static final Duration BETWEEN_TRIALS = Duration.ofSeconds(3);

    /// Each in a transaction of its own: what is given back in the same one takes no room at all.
    private static final String TAKE_ROOM =
            "UPDATE store SET probes = probes + 1, filler = zeroblob(%d)"
                    .formatted(LARGEST_MESSAGE);

    private static final String GIVE_IT_BACK = "UPDATE store SET filler = NULL";

    private final StoreGate gate;
    private final EmbeddedStore store;
    private final Schema schema;
    private final Clock clock;
    private final ReentrantLock trying = new ReentrantLock();
    private volatile Instant nextTrial = Instant.MIN;

    EmbeddedStoreHealth(StoreGate gate, EmbeddedStore store, Schema schema, Clock clock) {
        this.gate = gate;
        this.store = store;
        this.schema = schema;
        this.clock = clock;
    }

    @Override
    public Condition check() {
        if (trouble() != null && trying.tryLock()) {
            try {
                tryAgain();
            } finally {
                trying.unlock();
            }
        }
        String trouble = trouble();
        return trouble == null ? readable() : new Condition.NotReady(trouble);
    }

    private @Nullable String trouble() {
        return switch (gate.state()) {
            case State.Shut(String reason) -> reason;
            case State.Open(_, String trouble) -> trouble;
        };
    }

    private void tryAgain() {
        Instant now = clock.instant();
        if (now.isBefore(nextTrial)) {
            return;
        }
        nextTrial = now.plus(BETWEEN_TRIALS);
        gate.open();
        State before = gate.state();
        try {
            store.write(sql -> sql.update(TAKE_ROOM));
            store.write(sql -> sql.update(GIVE_IT_BACK));
            gate.recovered(before);
        } catch (RuntimeException e) {
            // whatever it is: people who ask for the condition need an answer
            LOG.debug("The store is still unavailable", e);
        }
    }

    private Condition readable() {
        try {
            return store.read(this::withIndexes);
        } catch (RuntimeException e) {
            LOG.warn("The store cannot be read", e);
            return new Condition.NotReady("the database file cannot be read");
        }
    }

    private Condition withIndexes(Sql sql) throws SQLException {
        try {
            schema.requireIndexes(sql);
            return new Condition.Ready("fsync");
        } catch (UnusableFileException e) {
            gate.shut(e.reason());
            return new Condition.NotReady(e.reason());
        }
    }
}
