package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.ChannelStatus;
import dev.switchboard.domain.channel.ChannelStatus.Disabled;
import dev.switchboard.domain.channel.ChannelStatus.Enabled;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.channel.Verification;
import dev.switchboard.domain.channel.Verification.Probed;
import dev.switchboard.domain.channel.Verification.Unverified;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValues;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Channels as rows; lists within one are JSON texts.
final class ChannelRows {

    static final String COLUMNS =
            """
            id, name, description, metadata, tags, version, status, status_reason, secrets, checks,
            checked_at, created_at, revision
            """;

    private final SecretsText secrets;

    ChannelRows(SecretCipher cipher) {
        this.secrets = new SecretsText(cipher);
    }

    Channel read(Row row) throws SQLException {
        ChannelId id = new ChannelId(row.text("id"));
        return new Channel(
                id,
                new ChannelProfile(
                        row.text("name"),
                        row.text("description"),
                        new Metadata(metadata(row.text("metadata"))),
                        JsonLists.readTexts(row.text("tags"))),
                row.number("version"),
                status(row.text("status"), row.text("status_reason")),
                secrets.read(row.text("secrets"), id),
                verification(row),
                row.instant("created_at"),
                row.number("revision"));
    }

    private static JsonObject metadata(String text) {
        if (JsonText.read(text) instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException("metadata is no object");
    }

    private static ChannelStatus status(String status, String reason) {
        return switch (status) {
            case "ENABLED" -> ChannelStatus.ENABLED;
            case "DISABLED" -> new Disabled(reason);
            default -> throw new IllegalArgumentException("unknown status");
        };
    }

    private static Verification verification(Row row) throws SQLException {
        String checks = row.textIfAny("checks");
        return checks == null
                ? Verification.UNVERIFIED
                : new Probed(JsonLists.readChecks(checks), row.instant("checked_at"));
    }

    /// In the order of the columns.
    @Nullable Object[] values(Channel channel) {
        ChannelProfile profile = channel.profile();
        return new @Nullable Object[] {
            channel.id().value(),
            profile.name(),
            profile.description(),
            JsonValues.write(profile.metadata().values()),
            JsonLists.writeTexts(profile.tags()),
            channel.version(),
            status(channel.status()),
            secrets.write(channel.secrets(), channel.id()),
            verification(channel.verification()),
            channel.createdAt(),
            channel.revision()
        };
    }

    private static Object[] status(ChannelStatus status) {
        return switch (status) {
            case Enabled _ -> new Object[] {"ENABLED", ""};
            case Disabled(String reason) -> new Object[] {"DISABLED", reason};
        };
    }

    private static @Nullable Object[] verification(Verification verification) {
        return switch (verification) {
            case Unverified _ -> new @Nullable Object[] {null, null};
            case Probed(List<Verification.Check> checks, var at) ->
                    new @Nullable Object[] {JsonLists.writeChecks(checks), at};
        };
    }
}
