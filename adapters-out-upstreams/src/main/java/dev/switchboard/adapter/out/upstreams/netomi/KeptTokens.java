package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.TokenVault;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The token as all hubs and later starts share it. A store that is away costs one more minting,
/// nothing else, so nobody is stopped by it.
final class KeptTokens {

    private static final Logger LOG = LoggerFactory.getLogger(KeptTokens.class);

    /// A minting takes 10 s at most; looking for a token, asking for the lease, looking again and
    /// keeping the token take 2 s each.
    static final Duration LEASE = Duration.ofSeconds(20);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TokenVault vault;
    private final String name;
    private final String holder;

    /// @param holder names this process
    KeptTokens(TokenVault vault, NetomiProperties properties, String holder) {
        this.vault = vault;
        this.name = nameFor(properties);
        this.holder = holder;
    }

    /// Says who sees to another token than `known`. If it is our turn, the others wait until the
    /// token is kept, our turn is ended, or [#LEASE] is over. Who cannot ask the store waits for
    /// nobody.
    Turn next(@Nullable Kept known, Instant now) {
        try {
            return found(known, now).orElseGet(() -> leased(known, now));
        } catch (StoreUnavailableException _) {
            return new Turn.Ours();
        }
    }

    private Turn leased(@Nullable Kept known, Instant now) {
        return switch (vault.lease(name, holder, now, LEASE)) {
            case TokenVault.Lease.Granted _ -> unlessKeptMeanwhile(known, now);
            case TokenVault.Lease.Elsewhere _ -> new Turn.Theirs();
        };
    }

    /// Whoever had the lease before us may have kept one after we looked.
    private Turn unlessKeptMeanwhile(@Nullable Kept known, Instant now) {
        Optional<Turn> found = found(known, now);
        if (found.isPresent()) {
            endTurn();
        }
        return found.orElseGet(Turn.Ours::new);
    }

    private Optional<Turn> found(@Nullable Kept known, Instant now) {
        return newerThan(known, now).map(Turn.Found::new);
    }

    /// One that somebody minted after `known`, and that need not be renewed yet.
    Optional<Kept> newerThan(@Nullable Kept known, Instant now) {
        return vault.find(name)
                .filter(kept -> now.isBefore(kept.expiresAt()))
                .filter(kept -> now.isBefore(renewalOf(kept)))
                .filter(kept -> known == null || kept.mintedAt().isAfter(known.mintedAt()))
                .filter(kept -> known == null || !kept.token().equals(known.token()));
    }

    /// A minute before its end, but not within a minute of its minting.
    static Instant renewalOf(Kept token) {
        Instant beforeEnd = token.expiresAt().minus(MINUTE);
        Instant afterMinting = token.mintedAt().plus(MINUTE);
        return beforeEnd.isAfter(afterMinting) ? beforeEnd : afterMinting;
    }

    void keep(Kept token) {
        try {
            vault.keep(name, token);
        } catch (StoreUnavailableException _) {
            LOG.warn("The bot's token is not kept: the store does not answer");
        }
    }

    /// No token came of our turn.
    void endTurn() {
        try {
            vault.release(name, holder);
        } catch (StoreUnavailableException _) {
            LOG.info("Other hubs wait a moment for a token of ours: the store does not answer");
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
