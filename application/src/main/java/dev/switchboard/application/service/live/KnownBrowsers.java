package dev.switchboard.application.service.live;

import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.application.port.out.session.ResumeTokens;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.session.BrowserId;
import org.jspecify.annotations.Nullable;

/// Accepts the hub's own resume tokens, and makes new ones.
final class KnownBrowsers implements RecogniseBrowsers {

    private final ResumeTokens tokens;

    KnownBrowsers(ResumeTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Recognised recognise(@Nullable String presented) {
        if (presented == null) {
            return fresh();
        }
        return tokens.verify(presented)
                .map(browser -> new Recognised(browser, new Secret(presented), false))
                .orElseGet(this::fresh);
    }

    private Recognised fresh() {
        Secret token = tokens.issue();
        BrowserId browser =
                tokens.verify(token.reveal())
                        .orElseThrow(() -> new IllegalStateException("Own token not recognised"));
        return new Recognised(browser, token, true);
    }
}
