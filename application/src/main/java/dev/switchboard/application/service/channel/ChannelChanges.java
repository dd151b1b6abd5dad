package dev.switchboard.application.service.channel;

import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.service.cluster.TargetListener;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.delivery.TargetLimiters;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.delivery.TargetChange;
import java.util.function.Consumer;

/// Makes the lanes of a changed channel go on: those of this hub at once, those of other hubs as
/// soon as they read of it.
final class ChannelChanges implements TargetListener {

    private final ChannelRegistry registry;
    private final Lanes lanes;
    private final TargetLimiters gates;
    private final Consumer<TargetChange> otherHubs;

    /// @param otherHubs tells them
    ChannelChanges(
            ChannelRegistry registry,
            Lanes lanes,
            TargetLimiters gates,
            Consumer<TargetChange> otherHubs) {
        this.registry = registry;
        this.lanes = lanes;
        this.gates = gates;
        this.otherHubs = otherHubs;
    }

    /// A channel was changed at this hub.
    void made(ChannelId channel, TargetChange.Kind kind) {
        TargetChange change = new TargetChange(Target.channel(channel), kind);
        goOn(change);
        otherHubs.accept(change);
    }

    @Override
    public void changed(TargetChange change) {
        registry.forget();
        goOn(change);
    }

    private void goOn(TargetChange change) {
        switch (change.kind()) {
            case SWITCHED_ON -> gates.resume(change.target());
            case MOVED -> gates.renew(change.target());
            case REMOVED -> lanes.rereadAll(change.target());
        }
    }

    @Override
    public void missed() {
        registry.forget();
        gates.renewAll(Target.Kind.CHANNEL);
    }
}
