package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.session.BrowserId;
import org.jspecify.annotations.Nullable;

/// Accepts tokens that begin with `ours-`, and issues `ours-new` otherwise.
public final class FakeBrowsers implements RecogniseBrowsers {

    @Override
    public Recognised recognise(@Nullable String presented) {
        boolean ours = presented != null && presented.startsWith("ours-");
        String token = ours && presented != null ? presented : "ours-new";
        return new Recognised(browser(token), new Secret(token), !ours);
    }

    public static BrowserId browser(String token) {
        return new BrowserId(Sha256.hex(token));
    }
}
