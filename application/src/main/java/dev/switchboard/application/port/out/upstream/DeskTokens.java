package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.delivery.Target;
import org.jspecify.annotations.Nullable;

/// Recognises desks by the tokens they sign their calls with. Asks nobody and never blocks;
/// compares in constant time.
public interface DeskTokens {

    /// The [name][Upstream#name] of the system whose desks it recognises.
    String system();

    /// @param token as the caller presents it, or null if it presents none
    Verdict verify(@Nullable String token);

    sealed interface Verdict {

        /// The caller is this desk. The token says nothing of what it came with.
        record Genuine(Target desk) implements Verdict {}

        /// There is no token, or what is there is none.
        record Unreadable() implements Verdict {}

        /// A token of nobody we know, or one that is not good now.
        record Refused() implements Verdict {}

        /// No desk is configured, so no token can be good.
        record NotConfigured() implements Verdict {}
    }
}
