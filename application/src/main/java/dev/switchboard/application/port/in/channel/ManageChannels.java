package dev.switchboard.application.port.in.channel;

import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.channel.SigningSecret;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The channel registry.
public interface ManageChannels {

    /// @throws dev.switchboard.domain.InvalidValueException if the address is missing, malformed or
    ///   a host that the hub may not call
    Created create(ChannelId id, ChannelProfile profile);

    Optional<Channel> find(ChannelId id);

    /// Replaces the given parts, each as a whole. Never creates a channel.
    ///
    /// @throws dev.switchboard.domain.InvalidValueException as [#create]
    Updated update(Patch patch);

    /// Removes the channel and parks its pending deliveries.
    Deleted delete(ChannelId id, @Nullable Long expectedVersion);

    /// Returns matching channels by ascending id.
    Page query(ChannelFilter filter, @Nullable ChannelId after, int limit);

    /// @param expectedVersion the version that the caller has seen; null to skip the check
    record Patch(
            ChannelId id,
            @Nullable String name,
            @Nullable String description,
            @Nullable Metadata metadata,
            @Nullable List<String> tags,
            @Nullable Long expectedVersion) {

        public ChannelProfile appliedTo(ChannelProfile profile) {
            return new ChannelProfile(
                    name != null ? name : profile.name(),
                    description != null ? description : profile.description(),
                    metadata != null ? metadata : profile.metadata(),
                    tags != null ? tags : profile.tags());
        }
    }

    sealed interface Created {

        /// @param documentId 24 hexadecimal digits, as the registry's callers expect
        /// @param secret shown here and never again
        record Done(Channel channel, String documentId, SigningSecret secret) implements Created {}

        record Exists() implements Created {}
    }

    sealed interface Updated {

        record Done(long version) implements Updated {}

        record Unknown() implements Updated {}

        record ChangedMeanwhile() implements Updated {}
    }

    enum Deleted {
        DONE,
        UNKNOWN,
        CHANGED_MEANWHILE
    }

    /// @param next the id to continue after; null on the last page
    record Page(List<Channel> channels, @Nullable ChannelId next) {
        public Page {
            channels = List.copyOf(channels);
        }
    }
}
