package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelMatcher;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A channel registry that lives as long as its test.
public final class InMemoryChannelRegistry implements ChannelRegistry {
    private final SortedMap<ChannelId, Channel> channels = new TreeMap<>();
    private final Outage outage;

    public InMemoryChannelRegistry() {
        this(new Outage());
    }

    public InMemoryChannelRegistry(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized Insertion insert(Channel channel) {
        outage.check();
        return channels.putIfAbsent(channel.id(), channel) == null
                ? Insertion.DONE
                : Insertion.EXISTS;
    }

    @Override
    public synchronized Optional<Channel> find(ChannelId id) {
        outage.check();
        return Optional.ofNullable(channels.get(id));
    }

    @Override
    public void forget() {}

    @Override
    public synchronized Replacement replace(Channel channel, long expectedRevision) {
        return ifExpected(
                channel.id(), expectedRevision, () -> channels.put(channel.id(), channel));
    }

    @Override
    public synchronized Replacement remove(ChannelId id, long expectedRevision) {
        return ifExpected(id, expectedRevision, () -> channels.remove(id));
    }

    @Override
    public synchronized List<Channel> query(
            ChannelFilter filter, @Nullable ChannelId after, int limit) {
        outage.check();
        return channels.values().stream()
                .filter(channel -> after == null || channel.id().compareTo(after) > 0)
                .filter(channel -> new ChannelMatcher(channel).matches(filter))
                .limit(limit)
                .toList();
    }

    private Replacement ifExpected(ChannelId id, long expectedRevision, Runnable change) {
        outage.check();
        Channel stored = channels.get(id);
        if (stored == null) {
            return Replacement.ABSENT;
        }
        if (stored.revision() != expectedRevision) {
            return Replacement.CHANGED;
        }
        change.run();
        return Replacement.DONE;
    }
}
