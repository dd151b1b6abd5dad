package dev.switchboard.adapter.in.web.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.application.port.in.identity.KeepLogIns;
import dev.switchboard.application.port.in.identity.KeepLogIns.Result.Granted;
import dev.switchboard.domain.identity.MarkedSecret.Mark;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.secret.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Sessions of the console: a log-in whose refresh token is a cookie.
///
/// Scripts cannot read the cookie, browsers send it only to these routes, and it only yields an
/// access token, which the page keeps in memory. No other page can use it, because of `SameSite`, a
/// header that only the hub's own page may set, and the browser's information on the request's
/// origin.
@RestController
@Tag(name = "Identity")
@RequestMapping(path = "/v1/console/session", produces = MediaType.APPLICATION_JSON_VALUE)
final class ConsoleSessionController {

    private static final String PATH = "/v1/console/session";
    private static final String COOKIE = "sb_console";
    private static final Mark MARK = Mark.CONSOLE_SESSION;

    /// Contact centres share machines: pictures of customers must not stay on them.
    private static final String CACHE = "\"cache\"";

    private final GuardedLogIns logIns;
    private final KeepLogIns kept;
    private final Times times;

    ConsoleSessionController(GuardedLogIns logIns, KeepLogIns kept, Times times) {
        this.logIns = logIns;
        this.kept = kept;
        this.times = times;
    }

    /// @param longest after it the password is needed again
    /// @param idle the same, while no page of the console is open
    record Times(Duration longest, Duration idle) {}

    /// Sign in to the console.
    ///
    /// Trades a name and a password for an access token and a cookie that yields the next ones. For
    /// the console's own page: it requires the header `X-Console: 1`. Has the limits of other
    /// log-ins.
    ///
    /// @return the token
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ConsoleToken> beginConsoleSession(
            @RequestBody(required = false) byte @Nullable [] body, HttpServletRequest request) {
        requireOurPage(request);
        JsonFields fields = JsonFields.ofOptional(body);
        FieldChecks checks = fields.checksOfNoneBut(Set.of("username", "password"));
        Supplier<String> username = checks.field(() -> fields.requiredString("username"));
        Supplier<Secret> password =
                checks.field(() -> new Secret(fields.requiredString("password")));
        checks.require();
        String from = request.getRemoteAddr();
        return granted(
                logIns.begin(username.get(), password.get(), MARK, times.longest(), from), request);
    }

    /// Continue a session of the console.
    ///
    /// Trades the cookie for an access token and the next cookie.
    ///
    /// @return the token
    @PostMapping(path = "/token", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ConsoleToken> renewConsoleSession(HttpServletRequest request) {
        requireOurPage(request);
        Secret refreshToken =
                cookie(request)
                        .orElseThrow(() ->
                                new ProblemException(ProblemCode.UNAUTHORIZED, "Log in again"));
        String from = request.getRemoteAddr();
        return granted(logIns.renew(refreshToken, MARK, times.idle(), from), request);
    }

    /// Sign out of the console.
    ///
    /// Ends the cookie's session, if it is valid. Its access token lasts until it expires.
    @DeleteMapping
    ResponseEntity<Void> endConsoleSession(HttpServletRequest request) {
        requireOurPage(request);
        cookie(request).ifPresent(kept::end);
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request))
                .header("Clear-Site-Data", CACHE)
                .build();
    }

    private static void requireOurPage(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (!"1".equals(request.getHeader("X-Console"))
                || (site != null && !site.equals("same-origin"))) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "For the console's own page");
        }
    }

    private static Optional<Secret> cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(name(request)))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .map(Secret::new)
                .findFirst();
    }

    /// A session cookie without an age, so it ends with the browser: desks are shared.
    private ResponseEntity<ConsoleToken> granted(Granted granted, HttpServletRequest request) {
        String cookie = cookie(granted.refreshToken().reveal(), Duration.ofSeconds(-1), request);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.SET_COOKIE, cookie)
                .body(ConsoleToken.of(granted));
    }

    private static String cookie(String value, Duration age, HttpServletRequest request) {
        return ResponseCookie.from(name(request), value)
                .path(PATH)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .maxAge(age)
                .build()
                .toString();
    }

    /// Browsers accept the prefix only over https.
    private static String name(HttpServletRequest request) {
        return request.isSecure() ? "__Secure-" + COOKIE : COOKIE;
    }

    /// @param token to be sent as `Authorization: Bearer <token>`, valid for an hour
    /// @param endsAt the time from which the password is needed again
    /// @param user who is signed in; the page shows what these roles may see
    @Schema(name = "ConsoleToken")
    record ConsoleToken(
            String token, @JsonProperty("session_ends_at") Instant endsAt, ConsoleUser user) {

        static ConsoleToken of(Granted granted) {
            List<String> roles = granted.roles().stream().sorted().map(Role::name).toList();
            return new ConsoleToken(
                    granted.accessToken().reveal(),
                    granted.endsAt(),
                    new ConsoleUser(granted.account().value(), roles));
        }

        @Override
        public String toString() {
            return "ConsoleToken[redacted]";
        }
    }

    record ConsoleUser(String name, List<String> roles) {}
}
