package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelStatus;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.channel.Verification;
import dev.switchboard.domain.channel.Verification.Check;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.Statistics;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Registered channels in memory; the circuit of each is open.
final class FakeOperations implements OperateChannels {

    static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final Map<ChannelId, Channel> channels = new HashMap<>();
    private final List<Duration> windows = new ArrayList<>();

    void add(Channel channel) {
        channels.put(channel.id(), channel);
    }

    List<Duration> windows() {
        return windows;
    }

    @Override
    public Optional<View> view(ChannelId id) {
        Circuit open = new Circuit(Circuit.State.HALF_OPEN, 5, NOW.plusSeconds(30));
        return Optional.ofNullable(channels.get(id)).map(channel -> new View(channel, open));
    }

    @Override
    public Optional<View> changeStatus(ChannelId id, ChannelStatus status) {
        channels.computeIfPresent(id, (_, channel) -> channel.withStatus(status));
        return view(id);
    }

    @Override
    public Rotation rotateSecret(ChannelId id, Duration overlap, boolean force) {
        Channel channel = channels.get(id);
        if (channel == null) {
            return new Rotation.Unknown();
        }
        if (channel.secrets().fullAt(NOW) && !force) {
            return new Rotation.TwoActive();
        }
        SigningSecret next = new SigningSecret("sec_2", new Secret("whsec_new"), NOW, null);
        Channel rotated = channel.rotateSecret(next, NOW, overlap);
        channels.put(id, rotated);
        List<SigningSecret> all = rotated.secrets().all();
        return new Rotation.Done(next, all.size() < 2 ? null : all.get(1));
    }

    @Override
    public Optional<Verification.Probed> verify(ChannelId id) {
        List<Check> checks =
                List.of(
                        new Check("response", true, true, "200"),
                        new Check("callback", true, true, ""),
                        new Check("broken_signature", false, false, "answered 200"));
        return view(id).map(_ -> new Verification.Probed(checks, NOW));
    }

    @Override
    public Optional<Statistics> statistics(ChannelId id, Duration window) {
        windows.add(window);
        return view(id).map(
                        _ -> new Statistics(9, 7, 6, 2, 1, 1, Duration.ofNanos(12_900_000), null));
    }
}
