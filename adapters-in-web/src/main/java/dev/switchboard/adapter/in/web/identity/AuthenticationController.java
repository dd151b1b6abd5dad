package dev.switchboard.adapter.in.web.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.identity.token.Caller;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.request.RawBody;
import dev.switchboard.application.port.in.identity.KeepLogIns.Result.Granted;
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

/// Logging in, and asking what one is logged in as.
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
    /// Trades a name and a password for an access token that lives an hour. With `"refresh": true`
    /// a refresh token comes along, which renews it. At most ten wrong passwords a minute for each
    /// name from each network, 30 for each network, and 100 an hour for each name from networks
    /// that it never came in from; right ones do not count.
    ///
    /// @return the token
    @PostMapping("/v1/authenticate")
    Token authenticate(HttpServletRequest request) {
        // any content type is read as JSON, as the original does
        Credentials credentials = Credentials.parse(RawBody.of(request));
        String username = credentials.username();
        String from = request.getRemoteAddr();
        if (!credentials.refresh()) {
            // only who asks for it gets what the original does not say
            Secret token = logIns.logIn(username, credentials.password(), from).token();
            return new Token(token.reveal(), null, null);
        }
        Granted granted =
                logIns.begin(
                        username, credentials.password(), ChronoUnit.FOREVER.getDuration(), from);
        return new Token(
                granted.accessToken().reveal(), granted.refreshToken().reveal(), granted.endsAt());
    }

    /// Ask who one is.
    ///
    /// Names the caller of a good token, for the roles `ADMIN`, `SERVICE`, `YALO` and `SALESFORCE`;
    /// agents and supervisors ask `/v1/user/me`. The token may come as the parameter `token` too,
    /// for bots that can set no header; what stands in an address ends in the logs of proxies.
    ///
    /// @return the caller
    @GetMapping("/v1/tokens/check")
    Identity checkToken(Caller caller) {
        return new Identity(caller.getName(), roleName(caller));
    }

    /// One role of several: the one that may most. The bots' two have the names the original gave
    /// them.
    private static String roleName(Caller caller) {
        Role role = caller.roles().stream().sorted().findFirst().orElseThrow();
        return role.isOfVendor() ? role.name() + "_ROLE" : role.name();
    }

    /// @param token to be sent as `Authorization: Bearer <token>`
    /// @param refreshToken brings the next ones, if it was asked for
    /// @param endsAt from when on the password is needed again
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

    /// What somebody says to log in.
    ///
    /// @param refresh whether a refresh token is wanted
    private record Credentials(String username, Secret password, boolean refresh) {

        /// @throws dev.switchboard.adapter.in.web.json.UnreadableJsonException if it is no JSON
        ///   object
        /// @throws dev.switchboard.domain.InvalidValueException if one of the two is no text
        static Credentials parse(byte[] body) {
            JsonFields fields = JsonFields.ofOptional(body);
            return new Credentials(
                    fields.requiredString("username"),
                    new Secret(fields.requiredString("password")),
                    Boolean.TRUE.equals(fields.bool("refresh")));
        }
    }
}
