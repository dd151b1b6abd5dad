package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.adapter.in.web.request.EndUsers;
import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.application.port.in.session.RecogniseBrowsers.Recognised;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.session.EndUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/// Recognises senders by access token and resume token, and gives a resume token to browsers
/// without one.
final class Senders {

    private final RecogniseBrowsers browsers;

    /// Whether the token is sent as a cookie too.
    private final boolean withCookie;

    Senders(RecogniseBrowsers browsers, NetomiWebProperties properties) {
        this.browsers = browsers;
        this.withCookie = properties.resumeCookie();
    }

    Sender of(HttpServletRequest request) {
        String presented = EndUsers.resumeToken(request);
        if (Callers.isService(request)) {
            return new Sender(knownBrowser(presented), true, null, null);
        }
        Principal principal = request.getUserPrincipal();
        String subject = principal == null ? null : principal.getName();
        Recognised found = browsers.recognise(presented);
        return new Sender(
                new EndUser(found.browser(), subject),
                false,
                EndUsers.counted(subject, found.fresh() ? null : found.browser(), request),
                found.fresh() ? found.token() : null);
    }

    /// A back end is no browser, but may act for one.
    private EndUser knownBrowser(@Nullable String presented) {
        if (presented == null) {
            return EndUser.NOBODY;
        }
        Recognised found = browsers.recognise(presented);
        return found.fresh() ? EndUser.NOBODY : EndUser.of(found.browser());
    }

    /// Gives a new browser its token.
    void introduce(Sender sender, HttpServletRequest request, HttpServletResponse response) {
        Secret token = sender.introduction();
        if (token == null) {
            return;
        }
        response.setHeader(EndUsers.HEADER, token.reveal());
        if (withCookie) {
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(token, request.isSecure()));
        }
    }

    private static String cookie(Secret token, boolean secure) {
        return ResponseCookie.from(RecogniseBrowsers.COOKIE, token.reveal())
                .path("/")
                .maxAge(RecogniseBrowsers.KEPT_FOR)
                .httpOnly(true)
                .sameSite("Lax")
                .secure(secure)
                .build()
                .toString();
    }

    /// A sender, as far as the request proves its identity.
    ///
    /// @param who browser and name
    /// @param service whether it is a back end, which may write to any conversation
    /// @param counted the key for counting its messages; null if they are not counted
    /// @param introduction the resume token for a browser without one, else null
    record Sender(
            EndUser who, boolean service, @Nullable String counted, @Nullable Secret introduction) {

        /// Whether the token names another user than the message does.
        boolean contradicts(@Nullable String userId) {
            String subject = who.subject();
            return subject != null && userId != null && !subject.equals(userId);
        }
    }
}
