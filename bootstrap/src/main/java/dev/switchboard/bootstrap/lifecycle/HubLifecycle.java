package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.service.chat.ChatModule;
import dev.switchboard.application.service.cluster.ClusterModule;
import dev.switchboard.application.service.delivery.DeliveryModule;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Takes up what earlier runs left when the hub starts, and lets the lanes finish their calls when
/// it stops, and those who open chats at a desk: another hub may have asked for one, and its user
/// would be told to come again.
///
/// It starts before the web server takes requests and stops after the last request was answered. On
/// a store that other hubs may use as well, the work begins when this hub owns the conversations:
/// see [ClusterLifecycle].
final class HubLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(HubLifecycle.class);
    private static final Duration LAST_CALLS = Duration.ofSeconds(16);
    private static final int BEFORE_WEB_SERVER = DEFAULT_PHASE - 4096;

    private final PartitionOwnership ownership;
    private final FirstStart firstStart;
    private final ClusterModule cluster;
    private final DeliveryModule delivery;
    private final ChatModule chats;
    private final Upkeep upkeep;
    private volatile boolean running;

    HubLifecycle(
            PartitionOwnership ownership,
            FirstStart firstStart,
            ClusterModule cluster,
            DeliveryModule delivery,
            ChatModule chats,
            Upkeep upkeep) {
        this.ownership = ownership;
        this.firstStart = firstStart;
        this.cluster = cluster;
        this.delivery = delivery;
        this.chats = chats;
        this.upkeep = upkeep;
    }

    @Override
    public void start() {
        running = true;
        if (ownership.stands()) {
            begin();
        }
    }

    void begin() {
        firstStart.ensureAdmin();
        cluster.begin();
        upkeep.begin();
    }

    @Override
    public void stop() {
        CompletableFuture.allOf(delivery.lanes().stop(), chats.openingsEnded())
                .completeOnTimeout(null, LAST_CALLS.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        running = false;
        LOG.atInfo()
                .addKeyValue("action", "drain_ended")
                .log("All lanes have stopped; outstanding deliveries wait in the journal");
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_WEB_SERVER;
    }
}
