package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A step of a delivery that an error such as a lack of memory cuts short.
class MongoSettleErrorIT {

    private final AtomicBoolean failing = new AtomicBoolean();
    private final StartedStore store = StartedStore.ready(new FailingOnce());
    private final Journal journal = store.ports().journal();

    private final class FailingOnce implements CommandListener {

        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (event.getCommandName().equals("update") && failing.getAndSet(false)) {
                throw new InternalError("of a test");
            }
        }
    }

    @AfterEach
    void stop() {
        store.stop();
    }

    @Test
    void failsAloneAndIsTakenWhenItIsTriedAgain() {
        Message message = ((Appended.Stored) journal.append(message().entry())).message();
        Pending owed = Delivery.owed(Seed.SLACK, Seed.NOW);
        Attempt attempt =
                new Attempt(1, Seed.NOW, Duration.ZERO, Attempt.Outcome.DELIVERED, 200, "", false);
        Settlement step =
                new Settlement(message, owed.revision(), owed.delivered(Seed.NOW), attempt);
        failing.set(true);

        assertThatThrownBy(() -> settled(step))
                .hasRootCauseInstanceOf(StoreUnavailableException.class);
        assertThat(settled(step)).isEqualTo(new Settled.Done());
    }

    private Settled settled(Settlement step) {
        return journal.settle(step).toCompletableFuture().orTimeout(1, TimeUnit.MINUTES).join();
    }
}
