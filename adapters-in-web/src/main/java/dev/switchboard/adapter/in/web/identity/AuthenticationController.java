package dev.switchboard.adapter.in.web.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.body.RawBody;
import dev.switchboard.adapter.in.web.identity.token.Caller;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.application.port.in.identity.KeepLogIns.Result.Granted;
import dev.switchboard.domain.identity.MarkedSecret.Mark;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.secret.Secret;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Log-in, and the identity of the caller.
@RestController
@Tag(name = "Identity")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class AuthenticationController {

    private final GuardedLogIns logIns;

    AuthenticationController(GuardedLogIns logIns) {
        this.logIns = logIns;
    }

    /// Log in.
    ///
    /// Trades a name and a password for an access token that is valid for an hour. With `"refresh":
    /// true` the response has a refresh token as well, which renews it. At most ten wrong passwords
    /// a minute for each name from each network, 30 for each network, and 100 an hour for each name
    /// from networks without an earlier log-in of that name; right ones do not count.
    ///
    /// @return the token
    @PostMapping("/v1/authenticate")
    Token authenticate(HttpServletRequest request) {
        // any content type is read as JSON, as in the original
        Credentials credentials = Credentials.parse(RawBody.of(request));
        String username = credentials.username();
        String from = request.getRemoteAddr();
        if (!credentials.refresh()) {
            // the original's response has only a token, so more is sent only on request
            Secret token = logIns.logIn(username, credentials.password(), from).token();
            return new Token(token.reveal(), null, null);
        }
        Granted granted =
                logIns.begin(
                        username,
                        credentials.password(),
                        Mark.REFRESH_TOKEN,
                        ChronoUnit.FOREVER.getDuration(),
                        from);
        return new Token(
                granted.accessToken().reveal(), granted.refreshToken().reveal(), granted.endsAt());
    }

    /// Get the identity of the caller.
    ///
    /// Names the caller of a valid token, for the roles `ADMIN`, `SERVICE`, `YALO` and
    /// `SALESFORCE`; agents and supervisors use `/v1/user/me`. Bots that cannot set headers may
    /// send the token as the parameter `token`; but addresses end up in the logs of proxies.
    ///
    /// @return the caller
    @GetMapping("/v1/tokens/check")
    Identity checkToken(Caller caller) {
        return new Identity(caller.getName(), roleName(caller));
    }

    /// The strongest of several roles. The bots' two have the original's names.
    private static String roleName(Caller caller) {
        Role role = caller.roles().stream().sorted().findFirst().orElseThrow();
        return role.isOfVendor() ? role.name() + "_ROLE" : role.name();
    }

    /// @param token to be sent as `Authorization: Bearer <token>`
    /// @param refreshToken for renewing the log-in, if it was requested
    /// @param endsAt the time from which the password is needed again
    record Token(
            String token,
            @JsonInclude(Include.NON_NULL) @JsonProperty("refresh_token")
                    @Nullable String refreshToken,
            @JsonInclude(Include.NON_NULL) @JsonProperty("log_in_ends_at")
                    @Nullable Instant endsAt) {
        @Override
        public String toString() {
            return "Token[redacted]";
        }
    }

    record Identity(String username, String role) {}

    /// The body of a log-in.
    ///
    /// @param refresh whether a refresh token is requested
    private record Credentials(String username, Secret password, boolean refresh) {

        /// @throws dev.switchboard.adapter.in.web.json.UnreadableJsonException if it is no JSON
        ///   object
        /// @throws dev.switchboard.domain.InvalidValueException if one of the two is no string
        static Credentials parse(byte[] body) {
            JsonFields fields = JsonFields.ofOptional(body);
            return new Credentials(
                    fields.requiredString("username"),
                    new Secret(fields.requiredString("password")),
                    Boolean.TRUE.equals(fields.bool("refresh")));
        }
    }
}
