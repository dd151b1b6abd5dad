package dev.switchboard.application.port.out.session;

import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.session.BrowserId;
import java.util.Optional;

/// Makes and verifies the secrets that each identify one browser: 256 random bits and a MAC under a
/// server key. Foreign tokens are refused, and none is stored.
public interface ResumeTokens {

    /// Makes a new, URL-safe token.
    Secret issue();

    /// Returns the browser that a token identifies; empty if this hub did not make it. Compares in
    /// constant time.
    Optional<BrowserId> verify(String token);
}
