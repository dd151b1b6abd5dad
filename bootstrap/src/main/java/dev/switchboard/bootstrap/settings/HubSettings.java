package dev.switchboard.bootstrap.settings;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.identity.PasswordRule;
import dev.switchboard.domain.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings of the hub itself.
///
/// @param dataDir the directory for all that the hub generates
/// @param publicUrl the hub's public address; by default this machine's own port
/// @param adminPassword the first password of the user `admin`; generated if absent or blank, and
///   kept in `first-password` in the data directory until the first log-in
/// @param sweep the interval between searches for work without a lane
/// @param retention how long settled messages are kept, and those that no live client fetched
/// @param deadRetention how long parked deliveries are kept
/// @param development whether settings are accepted that are unsafe on a network with strangers
@ConfigurationProperties("switchboard")
public record HubSettings(
        @DefaultValue("data") Path dataDir,
        @Nullable URI publicUrl,
        @Nullable Secret adminPassword,
        @DefaultValue("30s") Duration sweep,
        @DefaultValue("30d") Duration retention,
        @DefaultValue("14d") Duration deadRetention,
        @DefaultValue("false") boolean development) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    public HubSettings {
        requireComplete(publicUrl);
        adminPassword = chosen(adminPassword);
        Positive.require("switchboard.sweep", sweep);
        Positive.require("switchboard.retention", retention);
        Positive.require("switchboard.dead-retention", deadRetention);
    }

    private static @Nullable Secret chosen(@Nullable Secret password) {
        if (password == null || password.reveal().isBlank()) {
            return null;
        }
        try {
            return PasswordRule.require(password);
        } catch (InvalidValueException e) {
            throw new IllegalArgumentException(
                    "switchboard.admin-password is too weak or too long: it has 12 to 200"
                            + " characters, or leave it out to have one made.",
                    e);
        }
    }

    private static void requireComplete(@Nullable URI url) {
        boolean complete =
                url == null
                        || url.toString().isEmpty()
                        || (url.getScheme() != null
                                && SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
                                && url.getHost() != null);
        if (!complete) {
            throw new IllegalArgumentException(
                    "switchboard.public-url must be a complete http or https URL, such as"
                            + " https://chat.example.org");
        }
    }
}
