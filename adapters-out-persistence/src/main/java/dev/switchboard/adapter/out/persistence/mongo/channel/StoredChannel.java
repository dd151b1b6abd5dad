package dev.switchboard.adapter.out.persistence.mongo.channel;

import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFields;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.ChannelStatus;
import dev.switchboard.domain.channel.ChannelStatus.Disabled;
import dev.switchboard.domain.channel.ChannelStatus.Enabled;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.channel.SigningSecrets;
import dev.switchboard.domain.channel.Verification;
import dev.switchboard.domain.channel.Verification.Check;
import dev.switchboard.domain.channel.Verification.Probed;
import dev.switchboard.domain.channel.Verification.Unverified;
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

/// A channel as a document: the five fields of the contract, which people may edit too, and our own
/// fields below [#OURS].
///
/// Hand-made documents are read as well: a missing field or one of another type counts as empty,
/// texts and tags beyond the limits are cut, and our own fields have their first values. Writes set
/// single fields, so anything else that people keep in the document stays.
record StoredChannel(SecretCipher cipher) {

    private static final Logger LOG = LoggerFactory.getLogger(StoredChannel.class);

    private static final String OURS = "switchboard";
    private static final String VERSION = "version";
    static final String REVISION = "revision";
    private static final String CREATED_AT = "created_at";
    private static final String DISABLED_FOR = "disabled_for";
    private static final String SECRETS = "secrets";
    private static final String CHECKS = "checks";
    private static final String CHECKED_AT = "checked_at";

    static String ours(String field) {
        return OURS + "." + field;
    }

    /// Empty if its id is not a valid channel id, so that no caller could ask for it.
    Optional<Channel> channel(Document document) {
        String id = text(document, ChannelFields.ID);
        try {
            return Optional.of(channel(new ChannelId(id), document));
        } catch (InvalidValueException e) {
            LOG.warn("A document in channels is not a channel: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Channel channel(ChannelId id, Document document) {
        Document ours = document.get(OURS) instanceof Document own ? own : new Document();
        return new Channel(
                id,
                profile(id, document),
                number(ours, VERSION),
                status(ours),
                secrets(id, ours),
                verification(ours),
                createdAt(document, ours),
                number(ours, REVISION));
    }

    private static ChannelProfile profile(ChannelId id, Document document) {
        return ChannelProfile.fitted(
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
            // The channel can be read and repaired, but nothing can be sent to it.
            LOG.warn("The metadata of channel {} counts as empty: {}", id, e.getMessage());
            return Metadata.of(Map.of());
        }
    }

    private static ChannelStatus status(Document ours) {
        return ours.get(DISABLED_FOR) instanceof String reason
                ? new Disabled(reason)
                : ChannelStatus.ENABLED;
    }

    private static Verification verification(Document ours) {
        Instant checkedAt = instant(ours, CHECKED_AT);
        return checkedAt == null
                ? Verification.UNVERIFIED
                : new Probed(documents(ours, CHECKS).map(StoredChannel::check).toList(), checkedAt);
    }

    private static Check check(Document check) {
        return new Check(
                text(check, "name"),
                Boolean.TRUE.equals(check.get("ok")),
                Boolean.TRUE.equals(check.get("required")),
                text(check, "detail"));
    }

    private SigningSecrets secrets(ChannelId id, Document ours) {
        List<SigningSecret> all = documents(ours, SECRETS).map(found -> secret(id, found)).toList();
        return new SigningSecrets(all);
    }

    private SigningSecret secret(ChannelId id, Document found) {
        Instant createdAt = instant(found, CREATED_AT);
        return new SigningSecret(
                text(found, "secret_id"),
                cipher.decrypt(text(found, "encrypted"), id.value()),
                createdAt == null ? Instant.EPOCH : createdAt,
                instant(found, "expires_at"));
    }

    private static Instant createdAt(Document document, Document ours) {
        Instant createdAt = instant(ours, CREATED_AT);
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

    /// The `$set` and `$unset` that turn any document, even an empty one, into the channel.
    Document update(Channel channel) {
        Document set =
                new Document(ChannelFields.ID, channel.id().value())
                        .append(ChannelFields.NAME, channel.profile().name())
                        .append(ChannelFields.DESCRIPTION, channel.profile().description())
                        .append(ChannelFields.METADATA, metadata(channel))
                        .append(ChannelFields.TAGS, channel.profile().tags())
                        .append(ours(VERSION), channel.version())
                        .append(ours(REVISION), channel.revision())
                        .append(ours(CREATED_AT), Date.from(channel.createdAt()))
                        .append(ours(SECRETS), secrets(channel));
        Document unset = new Document();
        status(channel, set, unset);
        verification(channel, set, unset);
        Document update = new Document("$set", set);
        return unset.isEmpty() ? update : update.append("$unset", unset);
    }

    private static Document metadata(Channel channel) {
        return BsonValues.toDocument(channel.profile().metadata().values());
    }

    private static void status(Channel channel, Document set, Document unset) {
        switch (channel.status()) {
            case Enabled _ -> unset.append(ours(DISABLED_FOR), "");
            case Disabled(String reason) -> set.append(ours(DISABLED_FOR), reason);
        }
    }

    private static void verification(Channel channel, Document set, Document unset) {
        switch (channel.verification()) {
            case Unverified _ -> unset.append(ours(CHECKS), "").append(ours(CHECKED_AT), "");
            case Probed(var checks, var at) ->
                    set.append(ours(CHECKS), checks.stream().map(StoredChannel::check).toList())
                            .append(ours(CHECKED_AT), Date.from(at));
        }
    }

    private static Document check(Check check) {
        return new Document("name", check.name())
                .append("ok", check.ok())
                .append("required", check.required())
                .append("detail", check.detail());
    }

    private List<Document> secrets(Channel channel) {
        String owner = channel.id().value();
        return channel.secrets().all().stream().map(secret -> secret(secret, owner)).toList();
    }

    private Document secret(SigningSecret secret, String owner) {
        Document document =
                new Document("secret_id", secret.id())
                        .append("encrypted", cipher.encrypt(secret.secret(), owner))
                        .append(CREATED_AT, Date.from(secret.createdAt()));
        if (secret.expiresAt() != null) {
            document.append("expires_at", Date.from(secret.expiresAt()));
        }
        return document;
    }
}
