package dev.switchboard.application.port.in.session;

import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.session.BrowserId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Recognises browsers by their resume tokens.
public interface RecogniseBrowsers {

    /// The life of a browser's token; a browser that returns within this time is recognised.
    Duration KEPT_FOR = Duration.ofDays(365);

    /// The name of the cookie with a browser's token, by sockets and by REST.
    String COOKIE = "sb_resume";

    /// Accepts the token that a browser presents, or makes a new one if it presents none or a
    /// foreign one. Writes nothing and never blocks.
    Recognised recognise(@Nullable String presented);

    /// @param token the token for the browser to present from now on
    /// @param fresh whether it was just made
    record Recognised(BrowserId browser, Secret token, boolean fresh) {}
}
