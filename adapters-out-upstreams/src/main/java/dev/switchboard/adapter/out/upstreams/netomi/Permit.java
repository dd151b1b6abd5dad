package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import java.time.Instant;

/// Whether a message may be sent now.
sealed interface Permit {

    record Granted(Kept token) implements Permit {}

    /// There is no token; ask again then.
    record Wait(Instant until) implements Permit {}
}
