package dev.switchboard.application.service.message;

import dev.switchboard.application.port.in.message.AcceptChannelCallback.Result;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Signature;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.channel.WebhookSignatures;
import dev.switchboard.application.port.out.channel.WebhookSignatures.Signed;
import dev.switchboard.application.service.message.CallbackProof.Proven;
import dev.switchboard.application.service.message.CallbackProof.Unproven;
import dev.switchboard.application.service.message.KnownSessions.KnownSession;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.IdempotencyKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Verifies Standard Webhooks signatures: made with any active secret of a channel that this
/// session was sent to, and at most five minutes old or ahead.
final class SignatureProofs {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Pattern UNIX_SECONDS = Pattern.compile("\\d{1,12}");
    private static final int MAX_ID_LENGTH = 200;

    private final ChannelRegistry registry;
    private final WebhookSignatures signatures;

    SignatureProofs(ChannelRegistry registry, WebhookSignatures signatures) {
        this.registry = registry;
        this.signatures = signatures;
    }

    /// @param named the channel that the call claims to come from, or null
    CallbackProof check(
            Signature signature, @Nullable String named, KnownSession session, Instant now) {
        if (!acceptable(signature, now)) {
            return new Unproven(Result.UNAUTHORIZED);
        }
        Optional<Channel> signer =
                candidates(named, session.targets())
                        .filter(channel -> signedBy(channel, signature, now))
                        .findFirst();
        if (signer.isEmpty()) {
            return new Unproven(Result.UNAUTHORIZED);
        }
        ChannelId channel = signer.get().id();
        if (!session.targets().contains(Target.channel(channel))) {
            return new Unproven(Result.UNKNOWN_SESSION);
        }
        IdempotencyKey key =
                new IdempotencyKey(
                        "webhook:" + channel, signature.id(), "", now.plus(IdempotencyKey.LIFE));
        Author author = new Author(Party.CHANNEL, channel.value());
        return new Proven(author, null, key, session.probe());
    }

    private static boolean acceptable(Signature signature, Instant now) {
        if (signature.id().isEmpty()
                || signature.id().length() > MAX_ID_LENGTH
                || !UNIX_SECONDS.matcher(signature.timestamp()).matches()) {
            return false;
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(signature.timestamp()));
        return Duration.between(signedAt, now).abs().compareTo(TOLERANCE) <= 0;
    }

    private Stream<Channel> candidates(@Nullable String named, Set<Target> sentTo) {
        if (named != null) {
            return find(named).stream();
        }
        return sentTo.stream()
                .filter(target -> target.kind() == Target.Kind.CHANNEL)
                .flatMap(target -> find(target.name()).stream());
    }

    private Optional<Channel> find(String id) {
        try {
            return registry.find(new ChannelId(id));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    private boolean signedBy(Channel channel, Signature signature, Instant now) {
        Signed signed =
                new Signed(
                        signature.id(), signature.timestamp(), signature.value(), signature.body());
        return switch (signatures.verify(signed, channel.secrets().activeAt(now))) {
            case MATCHES -> true;
            case DIFFERS -> false;
        };
    }
}
