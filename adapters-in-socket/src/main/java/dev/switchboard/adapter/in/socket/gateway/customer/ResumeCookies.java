package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.adapter.in.socket.engineio.Handshake;
import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.application.port.in.session.RecogniseBrowsers.Recognised;
import java.util.Map;
import java.util.Set;

/// The cookie that recognises a standard page on the hub's own site after a reload.
final class ResumeCookies {

    private final RecogniseBrowsers browsers;
    private final boolean used;

    /// @param used whether cookies are set and read at all
    ResumeCookies(RecogniseBrowsers browsers, boolean used) {
        this.browsers = browsers;
        this.used = used;
    }

    /// The names of its cookies.
    Set<String> names() {
        return used ? Set.of(RecogniseBrowsers.COOKIE) : Set.of();
    }

    /// Gives a browser without a token one in the response to its handshake.
    Map<String, String> opening(Handshake handshake) {
        Recognised browser = recognise(handshake);
        handshake.note().set(browser);
        return used && browser.fresh()
                ? Map.of("Set-Cookie", cookie(browser, handshake.secure()))
                : Map.of();
    }

    /// Returns the browser that opened a connection.
    Recognised browserOf(Handshake handshake) {
        return handshake.note().get() instanceof Recognised browser
                ? browser
                : recognise(handshake);
    }

    private Recognised recognise(Handshake handshake) {
        return browsers.recognise(used ? handshake.cookies().get(RecogniseBrowsers.COOKIE) : null);
    }

    private static String cookie(Recognised browser, boolean secure) {
        return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s"
                .formatted(
                        RecogniseBrowsers.COOKIE,
                        browser.token().reveal(),
                        RecogniseBrowsers.KEPT_FOR.toSeconds(),
                        secure ? "; Secure" : "");
    }
}
