package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Stores the tokens of upstreams, encrypted, so that a restart or another hub need not request
/// one; and decides which of several hubs that share a store may request one.
///
/// A hub that finds no usable token takes the lease of its name, reads again (the previous holder
/// may have stored one meanwhile), and only then mints. A hub that does not get the lease tries
/// again later, for a token and for the lease.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface TokenVault {

    /// Returns the token last stored under a name; empty too if it can no longer be decrypted.
    Optional<Kept> find(String name);

    /// Stores or replaces a token. The same write ends the name's lease, also that of another
    /// holder, because its purpose is fulfilled.
    void keep(String name, Kept token);

    /// Requests the right to mint. Of concurrent holders, one is granted it, until `length` is
    /// over, the token is stored, or the holder releases it. The current holder gets it again, anew
    /// from `now`, so that a hub never waits for itself.
    ///
    /// The lease of a killed holder is not released: the others, its own restart included, wait
    /// until `length` is over. Times are those of the callers: if their clocks differ by more than
    /// the slack in `length`, two may mint.
    ///
    /// A store that belongs to one hub grants every lease and remembers none: the hub itself keeps
    /// its threads apart, and a restart does not wait for the previous hub.
    ///
    /// @param holder the hub, with a new name for each start
    /// @param length longer than reading again, minting and storing take
    Lease lease(String name, String holder, Instant now, Duration length);

    /// Releases a lease without a token, so that another hub may try at once. Does nothing if
    /// `holder` does not hold it.
    void release(String name, String holder);

    /// @param mintedAt the time when it was made
    /// @param expiresAt the time from which it must not be used
    record Kept(Secret token, Instant mintedAt, Instant expiresAt) {}

    /// The right to mint, which one holder has at a time.
    sealed interface Lease {

        record Granted() implements Lease {}

        /// Another holder mints.
        record Elsewhere() implements Lease {}
    }
}
