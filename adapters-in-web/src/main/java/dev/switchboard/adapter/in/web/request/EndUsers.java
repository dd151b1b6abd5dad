package dev.switchboard.adapter.in.web.request;

import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.application.port.in.session.RecogniseBrowsers.Recognised;
import dev.switchboard.domain.network.Network;
import dev.switchboard.domain.session.BrowserId;
import dev.switchboard.domain.session.EndUser;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// End users who read what is theirs, as far as a request proves who they are.
public final class EndUsers {

    /// Where a page shows its resume token.
    public static final String HEADER = "X-Switchboard-Resume";

    /// Where a browser shows it by itself.
    public static final String COOKIE = "sb_resume";

    private static final int READS_PER_MINUTE = 120;

    private final RecogniseBrowsers browsers;
    private final EndUserRates rates;

    public EndUsers(RecogniseBrowsers browsers, Clock clock) {
        this.browsers = browsers;
        this.rates = new EndUserRates(READS_PER_MINUTE, clock);
    }

    /// The resume token that a request shows, if it shows one; the header goes before the cookie.
    public static @Nullable String resumeToken(HttpServletRequest request) {
        String header = request.getHeader(HEADER);
        return header != null ? header : cookie(request);
    }

    private static @Nullable String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Stream.ofNullable(cookies)
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .findFirst()
                .orElse(null);
    }

    /// Who reads: the browser of the resume token, the user whom an access token names, or both. A
    /// resume token that is not ours proves nothing, and is not told apart from one that is.
    ///
    /// @throws dev.switchboard.adapter.in.web.error.ProblemException if the request shows neither,
    ///   or its sender asks too often
    public EndUser reader(HttpServletRequest request) {
        String token = resumeToken(request);
        String name = name(request);
        if (token == null && name == null) {
            throw Callers.refused(request);
        }
        BrowserId browser = token == null ? null : known(token);
        rates.take(counted(name, browser, request), request);
        return new EndUser(browser, name);
    }

    private @Nullable BrowserId known(String token) {
        Recognised found = browsers.recognise(token);
        return found.fresh() ? null : found.browser();
    }

    /// A back end's own name is no end user's.
    private static @Nullable String name(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal == null || Callers.isService(request) ? null : principal.getName();
    }

    /// Whom requests are counted for: by name, else by browser, else by network.
    ///
    /// @param browser null for one that is not known yet
    public static String counted(
            @Nullable String name, @Nullable BrowserId browser, HttpServletRequest request) {
        if (name != null) {
            return "user " + name;
        }
        return browser == null
                ? "address " + Network.nameOf(request.getRemoteAddr())
                : "browser " + browser.hash();
    }
}
