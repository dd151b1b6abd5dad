package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.TokenVault;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The token as all nodes and later starts share it. A store that is away costs one more minting,
/// nothing else, so nobody is stopped by it.
final class KeptTokens {

    private static final Logger LOG = LoggerFactory.getLogger(KeptTokens.class);

    private final TokenVault vault;
    private final String name;

    KeptTokens(TokenVault vault, NetomiProperties properties) {
        this.vault = vault;
        this.name = nameFor(properties);
    }

    /// One that somebody minted after `known`, and that is good beyond `until`.
    Optional<Kept> newerThan(@Nullable Kept known, Instant until) {
        return find().filter(kept -> kept.expiresAt().isAfter(until))
                .filter(kept -> known == null || kept.mintedAt().isAfter(known.mintedAt()))
                .filter(kept -> known == null || !kept.token().equals(known.token()));
    }

    void keep(Kept token) {
        try {
            vault.keep(name, token);
        } catch (StoreUnavailableException _) {
            LOG.warn("The bot's token is not kept: the store does not answer");
        }
    }

    private Optional<Kept> find() {
        try {
            return vault.find(name);
        } catch (StoreUnavailableException _) {
            return Optional.empty();
        }
    }

    /// A token belongs to who we are and where we got it: another configuration begins without one.
    private static String nameFor(NetomiProperties properties) {
        String whose =
                String.join(
                        "\n",
                        properties.authUrl(),
                        properties.channel(),
                        String.valueOf(properties.channelRefId()),
                        String.valueOf(properties.virtualAgentId()));
        return "netomi:" + HexFormat.of().formatHex(sha256(whose), 0, 8);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
