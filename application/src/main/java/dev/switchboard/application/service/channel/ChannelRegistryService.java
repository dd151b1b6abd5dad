package dev.switchboard.application.service.channel;

import dev.switchboard.application.port.in.channel.ManageChannels;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.channel.EgressPolicy;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.delivery.TargetChange.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The channel registry: which channels exist, and where their endpoints are.
final class ChannelRegistryService implements ManageChannels {

    private final ChannelRegistry registry;
    private final ChannelEdits edits;
    private final EgressPolicy egress;
    private final Journal journal;
    private final ChannelChanges changes;
    private final Ids ids;
    private final Clock clock;

    ChannelRegistryService(
            ChannelRegistry registry,
            EgressPolicy egress,
            Journal journal,
            ChannelChanges changes,
            Ids ids,
            Clock clock) {
        this.registry = registry;
        this.edits = new ChannelEdits(registry);
        this.egress = egress;
        this.journal = journal;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Created create(ChannelId id, ChannelProfile profile) {
        requireCallable(profile.metadata());
        Instant now = clock.instant();
        SigningSecret secret = ids.signingSecret(now);
        Channel channel = Channel.register(id, profile, secret, now);
        return switch (registry.insert(channel)) {
            case DONE -> new Created.Done(channel, ids.objectId(), secret);
            case EXISTS -> new Created.Exists();
        };
    }

    @Override
    public Optional<Channel> find(ChannelId id) {
        return registry.find(id);
    }

    @Override
    public Updated update(Patch patch) {
        if (patch.metadata() != null) {
            requireCallable(patch.metadata());
        }
        return edits.attempt(patch.id(), channel -> tryToUpdate(channel, patch))
                .orElseGet(Updated.Unknown::new);
    }

    private @Nullable Updated tryToUpdate(Channel channel, Patch patch) {
        if (differs(patch.expectedVersion(), channel)) {
            return new Updated.ChangedMeanwhile();
        }
        Channel changed = channel.describe(patch.appliedTo(channel.profile()));
        if (changed.revision() == channel.revision()) {
            return new Updated.Done(channel.version());
        }
        return switch (registry.replace(changed, channel.revision())) {
            case DONE -> updated(channel, changed);
            case CHANGED, ABSENT -> null;
        };
    }

    private Updated updated(Channel before, Channel after) {
        if (!after.endpointIfValid().equals(before.endpointIfValid())) {
            changes.made(after.id(), Kind.MOVED);
        }
        return new Updated.Done(after.version());
    }

    @Override
    public Deleted delete(ChannelId id, @Nullable Long expectedVersion) {
        return edits.attempt(id, channel -> tryToDelete(channel, expectedVersion))
                .orElse(Deleted.UNKNOWN);
    }

    private @Nullable Deleted tryToDelete(Channel channel, @Nullable Long expectedVersion) {
        if (differs(expectedVersion, channel)) {
            return Deleted.CHANGED_MEANWHILE;
        }
        return switch (registry.remove(channel.id(), channel.revision())) {
            case DONE -> {
                parkWaiting(channel.id());
                yield Deleted.DONE;
            }
            case CHANGED, ABSENT -> null;
        };
    }

    private void parkWaiting(ChannelId id) {
        journal.parkPending(Target.channel(id), ParkReason.CHANNEL_DELETED, clock.instant());
        changes.made(id, Kind.REMOVED);
    }

    @Override
    public Page query(ChannelFilter filter, @Nullable ChannelId after, int limit) {
        List<Channel> found = registry.query(filter, after, limit + 1);
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        List<Channel> page = found.subList(0, limit);
        return new Page(page, page.getLast().id());
    }

    private static boolean differs(@Nullable Long expectedVersion, Channel channel) {
        return expectedVersion != null && expectedVersion != channel.version();
    }

    private void requireCallable(Metadata metadata) {
        EndpointUrl endpoint = metadata.requireEndpoint().endpoint().orElseThrow();
        switch (egress.judge(endpoint)) {
            case ALLOWED -> {}
            case REFUSED ->
                    throw new InvalidValueException(Metadata.ENDPOINT_URL, Reason.NOT_ALLOWED);
        }
    }
}
