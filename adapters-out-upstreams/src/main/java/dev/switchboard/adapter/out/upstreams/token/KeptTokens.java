package dev.switchboard.adapter.out.upstreams.token;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.TokenVault;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The token as all hubs and later starts share it. A store that is away costs one more minting,
/// nothing else, so nobody is stopped by it.
public final class KeptTokens {

    private static final Logger LOG = LoggerFactory.getLogger(KeptTokens.class);

    /// How long a minting may take, which whoever mints has to keep to.
    public static final Duration LONGEST_MINTING = Duration.ofSeconds(10);

    /// Beside the minting, looking for a token, asking for the lease, looking again and keeping the
    /// token take 2 s each.
    static final Duration LEASE = Duration.ofSeconds(20);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TokenVault vault;
    private final String name;
    private final String holder;

    /// @param name of the upstream and of who we are there: another configuration begins without a
    ///   token
    /// @param holder names this process
    public KeptTokens(TokenVault vault, String name, String holder) {
        this.vault = vault;
        this.name = name;
        this.holder = holder;
    }

    String name() {
        return name;
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
            LOG.warn("The token of {} is not kept: the store does not answer", name);
        }
    }

    /// No token came of our turn.
    void endTurn() {
        try {
            vault.release(name, holder);
        } catch (StoreUnavailableException _) {
            LOG.info("Other hubs wait a moment for the token of {}: the store is away", name);
        }
    }

    /// Whose turn it is to see to a token, of the hubs that share the store.
    sealed interface Turn {

        /// Nobody's: one was there.
        record Found(Kept token) implements Turn {}

        /// This hub's: nobody else mints meanwhile.
        record Ours() implements Turn {}

        /// Another hub's.
        record Theirs() implements Turn {}
    }
}
