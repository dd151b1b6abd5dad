package dev.switchboard.adapter.out.persistence.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.StoreHandle;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.port.out.store.StoreHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks the store's condition. An unhealthy store is retried now and then: a closed one is
/// reopened, an unwritable one is written to.
final class EmbeddedStoreHealth implements StoreHealth {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStoreHealth.class);
    private static final Duration BETWEEN_TRIALS = Duration.ofSeconds(3);
    private static final byte[] PROBE = "probe".getBytes(UTF_8);

    private final StoreHandle handle;
    private final Store store;
    private final DiskFloor floor;
    private final Clock clock;
    private final ReentrantLock trying = new ReentrantLock();
    private volatile Instant nextTrial = Instant.MIN;

    EmbeddedStoreHealth(StoreHandle handle, Store store, DiskFloor floor, Clock clock) {
        this.handle = handle;
        this.store = store;
        this.floor = floor;
        this.clock = clock;
    }

    @Override
    public Condition check() {
        floor.look();
        if (handle.trouble() != null && trying.tryLock()) {
            try {
                tryAgain();
            } finally {
                trying.unlock();
            }
        }
        String trouble = handle.trouble();
        return trouble == null ? readable() : new Condition.NotReady(trouble);
    }

    @Override
    public boolean isShortOfRoom() {
        return floor.isReached();
    }

    @Override
    public Written written() {
        return new Written(handle.writes(), handle.commits());
    }

    private void tryAgain() {
        Instant now = clock.instant();
        if (now.isBefore(nextTrial)) {
            return;
        }
        nextTrial = now.plus(BETWEEN_TRIALS);
        try {
            store.recover();
        } catch (RuntimeException e) {
            // All exceptions: people who ask for the condition need an answer.
            LOG.debug("The store is still unavailable", e);
        }
    }

    private Condition readable() {
        try {
            return store.read(view -> {
                view.get(Table.STORE, PROBE);
                return floor.isReached()
                        ? new Condition.ShortOfRoom(floor.words())
                        : new Condition.Ready("fsync");
            });
        } catch (RuntimeException e) {
            LOG.warn("The store cannot be read", e);
            return new Condition.NotReady("the store cannot be read");
        }
    }
}
