package dev.switchboard.application.port.out.session;

import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.session.BrowserId;
import java.util.Optional;

/// Makes and recognises the secrets that stand for one browser each: 256 random bits and a MAC
/// under a server key, so that only ours are taken and none is stored.
public interface ResumeTokens {

    /// A new one, URL-safe.
    Secret issue();

    /// The browser a token stands for, or empty if we did not make it. Compares in constant time.
    Optional<BrowserId> verify(String token);
}
