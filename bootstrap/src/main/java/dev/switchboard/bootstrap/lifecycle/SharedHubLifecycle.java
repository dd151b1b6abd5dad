package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.service.attachment.AttachmentModule;
import dev.switchboard.application.service.cluster.TableKeeper;
import dev.switchboard.application.service.console.ConsoleModule;
import dev.switchboard.application.service.hint.HintModule;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.presence.PresenceModule;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/// Looks for what other hubs do, while the hub runs, if it shares its partitions.
final class SharedHubLifecycle implements SmartLifecycle {

    /// While hints are lost, what another hub changed is seen here up to this much later.
    private static final Duration DISTANT = Duration.ofSeconds(1);

    private final Schedule schedule;
    private final PeerModule peers;
    private final HintModule hints;
    private final LiveModule live;
    private final PresenceModule presence;
    private final ConsoleModule consoles;
    private final AttachmentModule attachments;
    private volatile boolean running;

    SharedHubLifecycle(
            Schedule schedule,
            PeerModule peers,
            HintModule hints,
            LiveModule live,
            PresenceModule presence,
            ConsoleModule consoles,
            AttachmentModule attachments) {
        this.schedule = schedule;
        this.peers = peers;
        this.hints = hints;
        this.live = live;
        this.presence = presence;
        this.consoles = consoles;
        this.attachments = attachments;
    }

    @Override
    public void start() {
        running = true;
        if (peers.isShared()) {
            schedule.every(TableKeeper.EVERY, peers::look);
            schedule.every(DISTANT, hints.beat());
            schedule.every(DISTANT, live::lookForDistantMessages);
            schedule.every(DISTANT, presence::compare);
            schedule.every(ConsoleModule.COMPARES_EVERY, consoles::compare);
            schedule.every(AttachmentModule.LOOKS_EVERY, attachments::look);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
