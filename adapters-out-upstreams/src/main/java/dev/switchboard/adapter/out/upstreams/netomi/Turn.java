package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.application.port.out.upstream.TokenVault.Kept;

/// Whose turn it is to see to a token, of the hubs that share the store.
sealed interface Turn {

    /// Nobody's: one was there.
    record Found(Kept token) implements Turn {}

    /// This hub's: nobody else mints meanwhile.
    record Ours() implements Turn {}

    /// Another hub's.
    record Theirs() implements Turn {}
}
