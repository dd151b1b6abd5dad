package dev.switchboard.adapter.in.web.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.identity.KeepLogIns;
import dev.switchboard.application.port.in.identity.KeepLogIns.Result.Granted;
import dev.switchboard.application.port.in.identity.ManageLogIns;
import dev.switchboard.domain.identity.KeptLogIn;
import dev.switchboard.domain.identity.MarkedSecret.Mark;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Renews, lists and ends log-ins.
@RestController
@Tag(name = "Identity")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class LogInsController {

    private final GuardedLogIns guarded;
    private final KeepLogIns logIns;
    private final ManageLogIns management;
    private final KeepAudit audit;

    LogInsController(
            GuardedLogIns guarded, KeepLogIns logIns, ManageLogIns management, KeepAudit audit) {
        this.guarded = guarded;
        this.logIns = logIns;
        this.management = management;
        this.audit = audit;
    }

    /// Renew a log-in.
    ///
    /// Trades a refresh token, from a log-in with `"refresh": true`, for an access token and the
    /// next refresh token. It is good once; for a short while a repeat gets the same answer. A
    /// later repeat ends the log-in, because the token or its successor was stolen.
    ///
    /// @return the next tokens
    @PostMapping(path = "/v1/authenticate/refresh", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Tokens> renewLogIn(
            @RequestBody(required = false) byte @Nullable [] body, HttpServletRequest request) {
        Duration idle = ChronoUnit.FOREVER.getDuration();
        Granted granted =
                guarded.renew(tokenIn(body), Mark.REFRESH_TOKEN, idle, request.getRemoteAddr());
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(Tokens.of(granted));
    }

    private static Secret tokenIn(byte @Nullable [] body) {
        JsonFields fields = JsonFields.ofOptional(body);
        FieldChecks checks = fields.checksOfNoneBut(Set.of("refresh_token"));
        return checks.then(checks.field(() -> new Secret(fields.requiredString("refresh_token"))));
    }

    /// Log out.
    ///
    /// Ends the log-in of a refresh token, if it is valid. Its access tokens last until they
    /// expire.
    @PostMapping(path = "/v1/authenticate/log-out", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> logOut(@RequestBody(required = false) byte @Nullable [] body) {
        logIns.end(tokenIn(body));
        return ResponseEntity.noContent().build();
    }

    /// List an account's log-ins.
    ///
    /// Those that can be renewed. The account's owner may call this too.
    ///
    /// @return those that were renewed last first
    @GetMapping("/v1/accounts/{username}/log-ins")
    LogInList listLogIns(@PathVariable String username, OrgCaller caller) {
        AccountKeysController.requireOwnerOrAdmin(caller, username);
        return management
                .list(new Username(username))
                .map(all -> new LogInList(all.stream().map(LogInView::of).toList()))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "Unknown account"));
    }

    /// End a log-in.
    ///
    /// It cannot be renewed any more; its access token lasts until it expires, an hour at most. The
    /// account's owner may call this too.
    ///
    /// @param id id of the log-in
    @DeleteMapping("/v1/accounts/{username}/log-ins/{id}")
    ResponseEntity<Void> endLogIn(
            @PathVariable String username, @PathVariable String id, OrgCaller caller) {
        AccountKeysController.requireOwnerOrAdmin(caller, username);
        return switch (management.end(new Username(username), id)) {
            case DONE -> {
                audit.record(caller.getName(), "account.end_log_in", username, id);
                yield ResponseEntity.noContent().build();
            }
            case UNKNOWN -> throw new ProblemException(ProblemCode.NOT_FOUND, "Unknown log-in");
        };
    }

    /// Log an account out everywhere.
    ///
    /// Ends all its log-ins and access tokens, and its open connections within seconds; its keys
    /// stay. The account's owner may call this too.
    @DeleteMapping("/v1/accounts/{username}/log-ins")
    ResponseEntity<Void> logOutEverywhere(@PathVariable String username, OrgCaller caller) {
        AccountKeysController.requireOwnerOrAdmin(caller, username);
        return switch (management.endAll(new Username(username))) {
            case DONE -> {
                audit.record(caller.getName(), "account.end_log_ins", username, "");
                yield ResponseEntity.noContent().build();
            }
            case UNKNOWN -> throw new ProblemException(ProblemCode.NOT_FOUND, "Unknown account");
        };
    }

    @Schema(name = "LogIns")
    record LogInList(List<LogInView> items) {}

    /// A log-in that refresh tokens continue.
    ///
    /// @param begunAt when the password was given
    /// @param renewedAt when its last token was handed out
    /// @param endsAt when the password is needed again, however often it is renewed
    @Schema(name = "LogIn")
    record LogInView(
            String id,
            @JsonProperty("begun_at") Instant begunAt,
            @JsonProperty("renewed_at") Instant renewedAt,
            @JsonProperty("ends_at") Instant endsAt) {

        static LogInView of(KeptLogIn logIn) {
            return new LogInView(logIn.id(), logIn.begunAt(), logIn.renewedAt(), logIn.endsAt());
        }
    }

    /// @param token to be sent as `Authorization: Bearer <token>`, valid for an hour
    /// @param refreshToken for the next renewal; good once
    /// @param endsAt the time from which the password is needed again
    @Schema(name = "RenewedTokens")
    record Tokens(
            String token,
            @JsonProperty("refresh_token") String refreshToken,
            @JsonProperty("log_in_ends_at") Instant endsAt) {

        static Tokens of(Granted granted) {
            return new Tokens(
                    granted.accessToken().reveal(),
                    granted.refreshToken().reveal(),
                    granted.endsAt());
        }

        @Override
        public String toString() {
            return "Tokens[redacted]";
        }
    }
}
