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

/// The stored token, shared by all hubs and later starts. An unavailable store costs one more
/// minting and stops nothing.
public final class KeptTokens {

    private static final Logger LOG = LoggerFactory.getLogger(KeptTokens.class);

    /// The longest time for a minting, which the minting call must observe.
    public static final Duration LONGEST_MINTING = Duration.ofSeconds(10);

    /// The length of a turn: besides the minting, looking for a token, requesting the lease,
    /// looking again and storing the token take up to 2 s each.
    static final Duration LEASE = Duration.ofSeconds(20);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TokenVault vault;
    private final String name;
    private final String holder;

    /// @param name names the upstream and our identity there: another configuration starts without
    ///   a token
    /// @param holder names this process
    public KeptTokens(TokenVault vault, String name, String holder) {
        this.vault = vault;
        this.name = name;
        this.holder = holder;
    }

    String name() {
        return name;
    }

    /// Decides who gets the next token after `known`. If it is our turn, the other hubs wait until
    /// we stored a token, ended our turn, or [#LEASE] is over. If the store is unavailable, it is
    /// our turn.
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

    /// The previous holder of the lease may have stored a token after our first look.
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

    /// A token that was minted after `known` and does not need renewal yet.
    Optional<Kept> newerThan(@Nullable Kept known, Instant now) {
        return vault.find(name)
                .filter(kept -> now.isBefore(kept.expiresAt()))
                .filter(kept -> now.isBefore(renewalOf(kept)))
                .filter(kept -> known == null || kept.mintedAt().isAfter(known.mintedAt()))
                .filter(kept -> known == null || !kept.token().equals(known.token()));
    }

    /// A minute before its end, but at least a minute after its minting.
    static Instant renewalOf(Kept token) {
        Instant beforeEnd = token.expiresAt().minus(MINUTE);
        Instant afterMinting = token.mintedAt().plus(MINUTE);
        return beforeEnd.isAfter(afterMinting) ? beforeEnd : afterMinting;
    }

    void keep(Kept token) {
        try {
            vault.keep(name, token);
        } catch (StoreUnavailableException _) {
            LOG.warn("The token of {} is not stored: the store does not answer", name);
        }
    }

    /// Our turn ended without a token.
    void endTurn() {
        try {
            vault.release(name, holder);
        } catch (StoreUnavailableException _) {
            LOG.info(
                    "Other hubs wait a moment for the token of {}: the store is unavailable", name);
        }
    }

    /// Decides which of the hubs that share the store gets the next token.
    sealed interface Turn {

        /// No turn is needed: a token was there.
        record Found(Kept token) implements Turn {}

        /// This hub's turn: no other hub mints meanwhile.
        record Ours() implements Turn {}

        /// Another hub's turn.
        record Theirs() implements Turn {}
    }
}
