package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.application.port.in.channel.ManageChannels;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelMatcher;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A registry in memory. It refuses the metadata address, and a test can make it fail.
final class InMemoryChannels implements ManageChannels {

    static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    static final String DOCUMENT_ID = "665f1c2ab7e4d83f90aa1b2c";
    static final SigningSecret SECRET =
            new SigningSecret(
                    "sec_1", new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), NOW, null);

    private final NavigableMap<ChannelId, Channel> channels = new TreeMap<>();
    private boolean away;
    private boolean broken;

    void goAway() {
        away = true;
    }

    void breakDown() {
        broken = true;
    }

    @Override
    public Created create(ChannelId id, ChannelProfile profile) {
        requireStore();
        judge(profile.metadata());
        if (channels.containsKey(id)) {
            return new Created.Exists();
        }
        Channel channel = Channel.register(id, profile, SECRET, NOW);
        channels.put(id, channel);
        return new Created.Done(channel, DOCUMENT_ID, SECRET);
    }

    @Override
    public Optional<Channel> find(ChannelId id) {
        requireStore();
        return Optional.ofNullable(channels.get(id));
    }

    @Override
    public Updated update(Patch patch) {
        Channel channel = find(patch.id()).orElse(null);
        if (channel == null) {
            return new Updated.Unknown();
        }
        if (isOther(patch.expectedVersion(), channel)) {
            return new Updated.ChangedMeanwhile();
        }
        Channel changed = channel.describe(patched(channel.profile(), patch));
        channels.put(patch.id(), changed);
        return new Updated.Done(changed.version());
    }

    private static ChannelProfile patched(ChannelProfile profile, Patch patch) {
        String name = patch.name();
        String description = patch.description();
        Metadata metadata = patch.metadata();
        List<String> tags = patch.tags();
        if (metadata != null) {
            judge(metadata);
        }
        return new ChannelProfile(
                name == null ? profile.name() : name,
                description == null ? profile.description() : description,
                metadata == null ? profile.metadata() : metadata,
                tags == null ? profile.tags() : tags);
    }

    @Override
    public Deleted delete(ChannelId id, @Nullable Long expectedVersion) {
        Channel channel = find(id).orElse(null);
        if (channel == null) {
            return Deleted.UNKNOWN;
        }
        if (isOther(expectedVersion, channel)) {
            return Deleted.CHANGED_MEANWHILE;
        }
        channels.remove(id);
        return Deleted.DONE;
    }

    @Override
    public Page query(ChannelFilter filter, @Nullable ChannelId after, int limit) {
        requireStore();
        var rest = after == null ? channels : channels.tailMap(after, false);
        List<Channel> found =
                rest.values().stream()
                        .filter(channel -> new ChannelMatcher(channel).matches(filter))
                        .limit(limit + 1L)
                        .toList();
        return found.size() <= limit
                ? new Page(found, null)
                : new Page(found.subList(0, limit), found.get(limit - 1).id());
    }

    private void requireStore() {
        if (away) {
            throw new StoreUnavailableException("canary-4711");
        }
        if (broken) {
            throw new IllegalStateException("canary-4711");
        }
    }

    private static void judge(Metadata metadata) {
        EndpointUrl endpoint = metadata.requireEndpoint().endpoint().orElseThrow();
        if (endpoint.uri().getHost().equals("169.254.169.254")) {
            throw new InvalidValueException("endpoint_url", Reason.NOT_ALLOWED);
        }
    }

    private static boolean isOther(@Nullable Long expectedVersion, Channel channel) {
        return expectedVersion != null && expectedVersion != channel.version();
    }
}
