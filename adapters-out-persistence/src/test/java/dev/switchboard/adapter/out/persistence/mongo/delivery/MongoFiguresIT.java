package dev.switchboard.adapter.out.persistence.mongo.delivery;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.switchboard.adapter.out.persistence.mongo.ProxiedMongo;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.Statistics;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A target's figures are counted by the hour, and the counts are stored.
class MongoFiguresIT implements StoreContract, CommandListener {

    private static final Instant THIS_HOUR = Seed.NOW.truncatedTo(ChronoUnit.HOURS);
    private static final Instant LONG_AGO = THIS_HOUR.minus(Duration.ofHours(4));

    private final AtomicInteger counts = new AtomicInteger();
    private final ProxiedMongo mongo = ProxiedMongo.posingAs(Pose.REPLICA_SET);
    private final StartedStore store = StartedStore.ready(mongo, this);
    private final MutableClock clock = (MutableClock) store.bean(Clock.class);

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (event.getCommandName().equals("aggregate")) {
            counts.incrementAndGet();
        }
    }

    @AfterEach
    void stop() {
        mongo.faults().calm();
        store.stop();
        mongo.close();
    }

    @BeforeEach
    void sendOneEachHour() {
        IntStream.rangeClosed(0, 4)
                .mapToObj(Duration::ofHours)
                .forEach(ago -> stored(message().acceptedAt(THIS_HOUR.minus(ago))));
    }

    private Statistics figures() {
        return store().deliveryLog().statistics(Seed.SLACK, LONG_AGO);
    }

    @Test
    void countsAnHourThatIsOverOnce() {
        assertThat(figures().sent()).isEqualTo(5);
        assertThat(counts).hasValue(5);
        stored(message());

        assertThat(figures().sent()).isEqualTo(6);
        assertThat(counts).as("the hour that is not over").hasValue(6);
    }

    @Test
    void countsAnHourAgainAfterASixtiethOfItsAge() {
        Message threeHoursAgo = stored(message().acceptedAt(LONG_AGO));
        figures();
        deliver(threeHoursAgo, Seed.SLACK, Seed.NOW);
        assertThat(figures().delivered()).isZero();

        clock.advance(Duration.ofMinutes(4));

        assertThat(figures().delivered()).isEqualTo(1);
    }

    @Test
    void answersWithWhatItCountedBeforeIfACountFails() {
        figures();
        stored(message());
        mongo.faults().expire("aggregate").always();

        assertThat(figures().sent()).isEqualTo(5);
    }

    @Test
    void goesOnWhereItFailed() {
        mongo.faults().expire("aggregate").at(4);
        assertThatThrownBy(this::figures).isInstanceOf(StoreUnavailableException.class);
        counts.set(0);

        assertThat(figures().sent()).isEqualTo(5);

        assertThat(counts).hasValue(2);
    }
}
