package dev.switchboard.application.service.channel;

import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.service.delivery.TargetLimiters;
import dev.switchboard.application.service.message.ChannelProbe;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelStatus;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.channel.Verification;
import dev.switchboard.domain.delivery.Statistics;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.delivery.TargetChange.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Operates registered channels: status, secrets, probes and statistics.
final class ChannelOperations implements OperateChannels {

    private final ChannelEdits channels;
    private final ChannelChanges changes;
    private final ChannelProbe probe;
    private final TargetLimiters gates;
    private final DeliveryLog deliveries;
    private final Ids ids;
    private final Clock clock;

    ChannelOperations(
            ChannelEdits channels,
            ChannelChanges changes,
            ChannelProbe probe,
            TargetLimiters gates,
            DeliveryLog deliveries,
            Ids ids,
            Clock clock) {
        this.channels = channels;
        this.changes = changes;
        this.probe = probe;
        this.gates = gates;
        this.deliveries = deliveries;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Optional<View> view(ChannelId id) {
        return channels.find(id).map(this::view);
    }

    private View view(Channel channel) {
        return new View(channel, gates.circuit(Target.channel(channel.id())));
    }

    @Override
    public Optional<View> changeStatus(ChannelId id, ChannelStatus status) {
        Optional<Channel> changed = channels.turn(id, status);
        changed.filter(Channel::enabled).ifPresent(_ -> changes.made(id, Kind.SWITCHED_ON));
        return changed.map(this::view);
    }

    @Override
    public Rotation rotateSecret(ChannelId id, Duration overlap, boolean force) {
        Instant now = clock.instant();
        SigningSecret next = ids.signingSecret(now);
        Optional<Channel> rotated =
                channels.change(
                        id,
                        channel ->
                                channel.secrets().fullAt(now) && !force
                                        ? channel
                                        : channel.rotateSecret(next, now, overlap));
        if (rotated.isEmpty()) {
            return new Rotation.Unknown();
        }
        List<SigningSecret> secrets = rotated.get().secrets().all();
        if (!secrets.contains(next)) {
            return new Rotation.TwoActive();
        }
        @Nullable SigningSecret previous = secrets.size() > 1 ? secrets.get(1) : null;
        return new Rotation.Done(next, previous);
    }

    @Override
    public Optional<Verification.Probed> verify(ChannelId id) {
        Optional<Channel> found = channels.find(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Channel probedChannel = found.get();
        Verification.Probed probed = probe.probe(probedChannel);
        channels.change(
                id,
                channel ->
                        channel.endpointIfValid().equals(probedChannel.endpointIfValid())
                                ? channel.withVerification(probed)
                                : channel);
        return Optional.of(probed);
    }

    @Override
    public Optional<Statistics> statistics(ChannelId id, Duration window) {
        return channels.find(id)
                .map(channel ->
                        deliveries.statistics(
                                Target.channel(channel.id()), clock.instant().minus(window)));
    }
}
