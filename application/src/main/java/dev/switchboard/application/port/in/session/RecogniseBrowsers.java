package dev.switchboard.application.port.in.session;

import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.session.BrowserId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Tells browsers apart by their resume tokens.
public interface RecogniseBrowsers {

    /// How long a browser shall keep its token: who comes back within it is known again.
    Duration KEPT_FOR = Duration.ofDays(365);

    /// Takes the token a browser presents, or gives it a new one if it presents none or one that is
    /// not ours. Writes nothing and never blocks.
    Recognised recognise(@Nullable String presented);

    /// @param token what the browser shall present from now on
    /// @param fresh whether it was just made
    record Recognised(BrowserId browser, Secret token, boolean fresh) {}
}
