package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.out.persistence.mongo.ProxiedMongo;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/// Lost replies on MongoDB: the insert is executed, but its reply does not arrive, nor does that of
/// the driver's own second try.
class MongoLostReplyIT implements LostReplyStories {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final ProxiedMongo mongo = ProxiedMongo.posingAs(Pose.REPLICA_SET);
    private final StartedStore store = StartedStore.ready(mongo);
    private final LiveWorld world = new LiveWorld(store.ports());
    private final LiveHub hub = new LiveHub(world);

    @AfterEach
    void stop() {
        mongo.faults().calm();
        store.stop();
        mongo.close();
    }

    @Override
    public LiveWorld world() {
        return world;
    }

    @Override
    public LiveHub hub() {
        return hub;
    }

    @Override
    public void losesTheReplyTo(Runnable append) {
        mongo.faults().loseReply("insert").to("journal").always();
        assertThatThrownBy(append::run).isInstanceOf(StoreUnavailableException.class);
        calm();
    }

    /// Waits until the driver has given up, which retries once by itself.
    @Override
    public void takesNothingWhile(Runnable acknowledged) {
        mongo.faults().cut("update").always();
        acknowledged.run();
        await().atMost(SOON).until(() -> world.journal.settling() == 0);
        assertThat(mongo.faults().struck()).isPositive();
        calm();
    }

    private void calm() {
        mongo.faults().calm();
        // a driver that lost its connections needs a moment
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                .untilAsserted(() -> world.store.history().messages(LiveTalk.BOT_CHAT, 0, 1));
    }
}
