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

/// Authenticates end users who read their own conversations.
public final class EndUsers {

    /// The header with a page's resume token.
    public static final String HEADER = "X-Switchboard-Resume";

    private static final int READS_PER_MINUTE = 120;

    private final RecogniseBrowsers browsers;
    private final EndUserRates rates;

    public EndUsers(RecogniseBrowsers browsers, Clock clock) {
        this.browsers = browsers;
        this.rates = new EndUserRates(READS_PER_MINUTE, clock);
    }

    /// Returns the resume token of a request, or null; the header takes precedence over the cookie.
    public static @Nullable String resumeToken(HttpServletRequest request) {
        String header = request.getHeader(HEADER);
        return header != null ? header : cookie(request);
    }

    private static @Nullable String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Stream.ofNullable(cookies)
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(RecogniseBrowsers.COOKIE))
                .map(Cookie::getValue)
                .findFirst()
                .orElse(null);
    }

    /// Returns the reader: the browser of the resume token, the user of the access token, or both.
    /// A foreign resume token proves nothing, and gets the same answer as a valid one.
    ///
    /// @throws dev.switchboard.adapter.in.web.error.ProblemException if the request has neither, or
    ///   exceeds the rate limit
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

    /// Returns the key for counting requests: by name, else by browser, else by network.
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
