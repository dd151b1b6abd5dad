package dev.switchboard.domain.channel;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.ChannelStatus.Disabled;
import dev.switchboard.domain.channel.ChannelStatus.Enabled;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An external server in the registry: it carries our messages to some platform and calls back.
///
/// @param version counts the effective changes of the profile, from 1; the ETag
/// @param revision counts every change, from 1; stores compare it before they replace a channel
public record Channel(
        ChannelId id,
        ChannelProfile profile,
        long version,
        ChannelStatus status,
        SigningSecrets secrets,
        Verification verification,
        Instant createdAt,
        long revision) {

    /// A new channel: enabled, unverified, with its first secret.
    ///
    /// @throws InvalidValueException if the metadata has no `endpoint_url`
    public static Channel register(
            ChannelId id, ChannelProfile profile, SigningSecret secret, Instant now) {
        profile.metadata().requireEndpoint();
        return new Channel(
                id,
                profile,
                1,
                ChannelStatus.ENABLED,
                SigningSecrets.of(secret),
                Verification.UNVERIFIED,
                now,
                1);
    }

    /// Changes the profile; returns this very channel if the profile says the same. A changed
    /// address must be verified anew.
    ///
    /// @throws InvalidValueException if the metadata is another and has no `endpoint_url`; that of
    ///   a hand-made document may lack it
    public Channel describe(ChannelProfile changed) {
        boolean isRewired = !changed.metadata().saysTheSameAs(profile.metadata());
        if (isRewired) {
            changed.metadata().requireEndpoint();
        }
        if (changed.saysTheSameAs(profile)) {
            return this;
        }
        boolean moved = isRewired && !changed.metadata().endpoint().equals(endpointIfValid());
        return new Channel(
                id,
                changed,
                version + 1,
                status,
                secrets,
                moved ? Verification.UNVERIFIED : verification,
                createdAt,
                revision + 1);
    }

    public Channel withStatus(ChannelStatus changed) {
        return new Channel(
                id, profile, version, changed, secrets, verification, createdAt, revision + 1);
    }

    public Channel withVerification(Verification probed) {
        return new Channel(id, profile, version, status, secrets, probed, createdAt, revision + 1);
    }

    /// @param overlap how long the previous secret stays active
    public Channel rotateSecret(SigningSecret next, Instant now, Duration overlap) {
        SigningSecrets rotated = secrets.rotate(next, now, overlap);
        return new Channel(
                id, profile, version, status, rotated, verification, createdAt, revision + 1);
    }

    public boolean enabled() {
        return switch (status) {
            case Enabled _ -> true;
            case Disabled _ -> false;
        };
    }

    /// The address to send to; empty if a hand-made document has no usable one.
    public Optional<EndpointUrl> endpointIfValid() {
        try {
            return profile.metadata().endpoint();
        } catch (InvalidValueException e) {
            if (e.reason() == Reason.INVALID) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
