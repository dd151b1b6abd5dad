package dev.switchboard.adapter.out.upstreams.sessions;

import dev.switchboard.adapter.out.upstreams.http.Configured;
import dev.switchboard.adapter.out.upstreams.signing.ChannelSigningKey;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The server that receives channels' answers.
///
/// @param url its base address; null or blank if there is none. A configured address may be called
///   even if it is private
/// @param secret signs our calls to it, in Standard Webhooks form; null or blank leaves them
///   unsigned
/// @param timeout the limit of one call in all
@ConfigurationProperties("switchboard.channels.sessions-server")
public record SessionsServerProperties(
        @Nullable String url, @Nullable Secret secret, @DefaultValue("5s") Duration timeout) {

    private static final String PATH = "/channels/response";

    public SessionsServerProperties {
        url = Configured.text(url);
        secret = secret == null || secret.reveal().isBlank() ? null : secret;
        require(timeout.isPositive(), "timeout must be positive");
        require(url == null || Configured.isBaseAddress(url), "url must be an http or https URL");
        require(secret == null || isKey(secret), "secret must be whsec_ and base64");
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException("switchboard.channels.sessions-server." + complaint);
        }
    }

    private static boolean isKey(Secret secret) {
        try {
            return ChannelSigningKey.of(secret) != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// The address for answers; empty if there is no sessions server.
    public Optional<EndpointUrl> endpoint() {
        return Optional.ofNullable(url)
                .map(base -> base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                .map(base -> EndpointUrl.parse(base + PATH));
    }

    /// The signing key, if there is one.
    List<ChannelSigningKey> keys() {
        return Optional.ofNullable(secret).map(ChannelSigningKey::of).stream().toList();
    }
}
