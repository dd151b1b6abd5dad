package dev.switchboard.adapter.out.persistence.mongo.channel;

import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.ChannelStatus;
import dev.switchboard.domain.channel.ChannelStatus.Disabled;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.channel.SigningSecrets;
import dev.switchboard.domain.channel.Verification;
import dev.switchboard.domain.channel.Verification.Check;
import dev.switchboard.domain.channel.Verification.Probed;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads channels, also those that people put into the collection by hand (contract channels 2.1):
/// what is missing or of another type counts as empty, and what is ours alone has its first value.
final class ChannelReading {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelReading.class);

    private final SecretCipher cipher;

    ChannelReading(SecretCipher cipher) {
        this.cipher = cipher;
    }

    /// Empty if its id is none of ours, so that nobody could ask for it.
    Optional<Channel> channel(Document document) {
        String id = text(document, ChannelFields.ID);
        try {
            return Optional.of(channel(new ChannelId(id), document));
        } catch (InvalidValueException e) {
            LOG.warn("A document in channels is no channel: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Channel channel(ChannelId id, Document document) {
        Document ours =
                document.get(ChannelFields.OURS) instanceof Document own ? own : new Document();
        return new Channel(
                id,
                profile(id, document),
                number(ours, ChannelFields.VERSION),
                status(ours),
                secrets(id, ours),
                verification(ours),
                createdAt(document, ours),
                number(ours, ChannelFields.REVISION));
    }

    private static ChannelProfile profile(ChannelId id, Document document) {
        return new ChannelProfile(
                text(document, ChannelFields.NAME),
                text(document, ChannelFields.DESCRIPTION),
                metadata(id, document),
                items(document, ChannelFields.TAGS)
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList());
    }

    private static Metadata metadata(ChannelId id, Document document) {
        try {
            return document.get(ChannelFields.METADATA) instanceof Map<?, ?> members
                    ? new Metadata(BsonValues.toObject(members))
                    : Metadata.of(Map.of());
        } catch (InvalidValueException e) {
            // readable and mendable, not sendable
            LOG.warn("The metadata of channel {} counts as empty: {}", id, e.getMessage());
            return Metadata.of(Map.of());
        }
    }

    private static ChannelStatus status(Document ours) {
        return ours.get(ChannelFields.DISABLED_FOR) instanceof String reason
                ? new Disabled(reason)
                : ChannelStatus.ENABLED;
    }

    private static Verification verification(Document ours) {
        Instant checkedAt = instant(ours, ChannelFields.CHECKED_AT);
        return checkedAt == null
                ? Verification.UNVERIFIED
                : new Probed(
                        documents(ours, ChannelFields.CHECKS).map(ChannelReading::check).toList(),
                        checkedAt);
    }

    private static Check check(Document check) {
        return new Check(
                text(check, "name"),
                check.getBoolean("ok", false),
                check.getBoolean("required", false),
                text(check, "detail"));
    }

    private SigningSecrets secrets(ChannelId id, Document ours) {
        List<SigningSecret> all =
                documents(ours, ChannelFields.SECRETS).map(found -> secret(id, found)).toList();
        return new SigningSecrets(all);
    }

    private SigningSecret secret(ChannelId id, Document found) {
        Instant createdAt = instant(found, ChannelFields.CREATED_AT);
        return new SigningSecret(
                text(found, "secret_id"),
                cipher.decrypt(text(found, "encrypted"), id.value()),
                createdAt == null ? Instant.EPOCH : createdAt,
                instant(found, "expires_at"));
    }

    private static Instant createdAt(Document document, Document ours) {
        Instant createdAt = instant(ours, ChannelFields.CREATED_AT);
        if (createdAt != null) {
            return createdAt;
        }
        return document.get("_id") instanceof ObjectId id
                ? id.getDate().toInstant()
                : Instant.EPOCH;
    }

    private static long number(Document ours, String field) {
        return ours.get(field) instanceof Number number ? number.longValue() : 1;
    }

    private static String text(Document document, String field) {
        return document.get(field) instanceof String text ? text : "";
    }

    private static @Nullable Instant instant(Document document, String field) {
        return document.get(field) instanceof Date date ? date.toInstant() : null;
    }

    private static Stream<Document> documents(Document document, String field) {
        return items(document, field).filter(Document.class::isInstance).map(Document.class::cast);
    }

    private static Stream<?> items(Document document, String field) {
        return document.get(field) instanceof List<?> items ? items.stream() : Stream.empty();
    }
}
