package dev.switchboard.bootstrap.scenario.live;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.out.persistence.mongo.ProxiedMongo;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/// On MongoDB: the insert is executed, and its reply does not arrive, nor does that of the driver's
/// own second try.
class MongoLostReplyIT implements LostReplyStories {

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
        mongo.faults().calm();
        // a driver that lost its connections needs a moment
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                .untilAsserted(() -> world.store.history().messages(LiveTalk.BOT_CHAT, 0, 1));
    }
}
