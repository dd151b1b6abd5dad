package dev.switchboard.adapter.in.web.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.identity.token.Caller;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.request.RawBody;
import dev.switchboard.application.port.in.identity.KeepLogIns;
import dev.switchboard.application.port.in.identity.LogIn;
import dev.switchboard.application.port.in.identity.LogIn.Result.Granted;
import dev.switchboard.application.port.in.identity.LogIn.Result.Refused;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger LOG = LoggerFactory.getLogger(AuthenticationController.class);

    private final LogIn logIn;
    private final KeepLogIns kept;
    private final LogInLimits limits;
    private final LogInTurns turns;

    AuthenticationController(LogIn logIn, KeepLogIns kept, LogInLimits limits, LogInTurns turns) {
        this.logIn = logIn;
        this.kept = kept;
        this.limits = limits;
        this.turns = turns;
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
        refuseTooMany(limits.tryNow(username, from));
        return switch (logIn(credentials, from)) {
            case Granted(Secret token, String revision) -> {
                limits.succeeded(username, from);
                yield credentials.refresh()
                        ? kept(username, revision)
                        : new Token(token.reveal(), null, null);
            }
            case Refused _ -> {
                tellRefused(username, from);
                throw new ProblemException(ProblemCode.UNAUTHORIZED, "Invalid credentials.");
            }
        };
    }

    /// Only who asks for it gets what the original does not say.
    private Token kept(String username, String revision) {
        return switch (kept.begin(new Username(username), revision)) {
            case KeepLogIns.Result.Granted(Secret token, Secret refresh, Instant endsAt) ->
                    new Token(token.reveal(), refresh.reveal(), endsAt);
            case KeepLogIns.Result.Refused _ ->
                    throw new ProblemException(ProblemCode.UNAUTHORIZED, "Invalid credentials.");
        };
    }

    private LogIn.Result logIn(Credentials credentials, String from) {
        LogIn.Result result = null;
        try {
            result =
                    limits.isKnown(credentials.username(), from)
                            ? compared(credentials)
                            : turns.take(() -> compared(credentials));
            return result;
        } finally {
            if (result == null) {
                limits.undecided(credentials.username(), from);
            }
        }
    }

    private LogIn.Result compared(Credentials credentials) {
        return logIn.logIn(credentials.username(), credentials.password());
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

    /// Whose name it was stays unsaid, for people type passwords there; the same name has the same
    /// mark.
    private static void tellRefused(String username, String from) {
        String mark = Sha256.hex(username).substring(0, 8);
        LOG.atWarn()
                .addKeyValue("action", "log_in_refused")
                .addKeyValue("user_mark", mark)
                .addKeyValue("from", from)
                .log("A log-in as user {} from {} was refused", mark, from);
    }

    private static void refuseTooMany(Duration wait) {
        if (wait.isPositive()) {
            Problem problem =
                    Problem.of(ProblemCode.TOO_MANY_REQUESTS, "Too many log-in attempts.");
            throw new ProblemException(problem.retryAfter((int) wait.plusMillis(999).toSeconds()));
        }
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
