package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Keeps a token that an upstream gave us, encrypted, so that neither a restart nor another hub
/// need ask for one; and says which of several hubs that share a store may ask.
///
/// Who finds no token of use takes the lease of its name, looks once more (the holder before may
/// have kept one meanwhile), and only then mints. Who does not get the lease looks again later, for
/// a token and for the lease.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface TokenVault {

    /// The token last kept under a name. Empty as well if it can no longer be decrypted.
    Optional<Kept> find(String name);

    /// Keeps a token in the place of the one before. The same write ends the name's lease, whoever
    /// holds it: there is what it was for.
    void keep(String name, Kept token);

    /// Asks to be the one who mints. Of several holders who ask at once, one is granted it; it
    /// alone has it until `length` is over, the token is kept, or it releases it. Whoever holds it
    /// gets it again, anew from `now` on, so that a process need not wait for itself.
    ///
    /// Nobody releases the lease of a holder that is killed: the others, its own restart among
    /// them, wait until `length` is over, and no longer. Times are the callers': where their clocks
    /// differ by more than what `length` has to spare, two may mint.
    ///
    /// A store that belongs to one hub grants every lease and remembers none: what tells that hub's
    /// threads apart is the hub's own affair, and no restart may wait for the process before it.
    ///
    /// @param holder the process, named anew by each start
    /// @param length longer than it takes to look once more, to mint and to keep
    Lease lease(String name, String holder, Instant now, Duration length);

    /// Gives a lease back without a token, so that another may try at once; harmless if `holder`
    /// does not hold it.
    void release(String name, String holder);

    /// @param mintedAt when it was made
    /// @param expiresAt when it must no longer be used
    record Kept(Secret token, Instant mintedAt, Instant expiresAt) {}

    /// Who mints now.
    sealed interface Lease {

        record Granted() implements Lease {}

        /// Another holder does.
        record Elsewhere() implements Lease {}
    }
}
