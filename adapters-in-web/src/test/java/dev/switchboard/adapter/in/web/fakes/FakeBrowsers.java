package dev.switchboard.adapter.in.web.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.session.BrowserId;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Accepts `resume-1`, `resume-2` … and issues `resume-9` to everybody else.
public final class FakeBrowsers implements RecogniseBrowsers {

    private static final String NEW = "resume-9";

    @Override
    public Recognised recognise(@Nullable String presented) {
        boolean known = presented != null && presented.startsWith("resume-");
        String token = known ? String.valueOf(presented) : NEW;
        return new Recognised(browser(token), new Secret(token), !known);
    }

    public static BrowserId browser(String token) {
        String hex = HexFormat.of().formatHex(token.getBytes(UTF_8));
        return new BrowserId("0".repeat(64 - hex.length()) + hex);
    }
}
