package dev.switchboard.application.port.out.live;

import dev.switchboard.domain.secret.Secret;

/// Makes lines for hints.
public interface HintLines {

    /// Returns the line through the server at this address, still closed.
    ///
    /// @param url may hold a password
    HintLine to(Secret url);
}
