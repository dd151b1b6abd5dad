package dev.switchboard.adapter.out.persistence.mongo.channel;

import static dev.switchboard.adapter.out.persistence.mongo.channel.ChannelFields.ours;

import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelStatus.Disabled;
import dev.switchboard.domain.channel.ChannelStatus.Enabled;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.channel.Verification.Check;
import dev.switchboard.domain.channel.Verification.Probed;
import dev.switchboard.domain.channel.Verification.Unverified;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/// Writes a channel field by field, so that whatever else people keep in its document stays.
final class ChannelWriting {

    private final SecretCipher cipher;

    ChannelWriting(SecretCipher cipher) {
        this.cipher = cipher;
    }

    /// The `$set` and `$unset` that make a document, also an empty one, say what the channel says.
    Document update(Channel channel) {
        Document set =
                new Document(ChannelFields.ID, channel.id().value())
                        .append(ChannelFields.NAME, channel.profile().name())
                        .append(ChannelFields.DESCRIPTION, channel.profile().description())
                        .append(ChannelFields.METADATA, metadata(channel))
                        .append(ChannelFields.TAGS, channel.profile().tags())
                        .append(ours(ChannelFields.VERSION), channel.version())
                        .append(ours(ChannelFields.REVISION), channel.revision())
                        .append(ours(ChannelFields.CREATED_AT), Date.from(channel.createdAt()))
                        .append(ours(ChannelFields.SECRETS), secrets(channel));
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
            case Enabled _ -> unset.append(ours(ChannelFields.DISABLED_FOR), "");
            case Disabled(String reason) -> set.append(ours(ChannelFields.DISABLED_FOR), reason);
        }
    }

    private static void verification(Channel channel, Document set, Document unset) {
        switch (channel.verification()) {
            case Unverified _ ->
                    unset.append(ours(ChannelFields.CHECKS), "")
                            .append(ours(ChannelFields.CHECKED_AT), "");
            case Probed(var checks, var at) ->
                    set.append(
                                    ours(ChannelFields.CHECKS),
                                    checks.stream().map(ChannelWriting::check).toList())
                            .append(ours(ChannelFields.CHECKED_AT), Date.from(at));
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
                        .append(ChannelFields.CREATED_AT, Date.from(secret.createdAt()));
        if (secret.expiresAt() != null) {
            document.append("expires_at", Date.from(secret.expiresAt()));
        }
        return document;
    }
}
