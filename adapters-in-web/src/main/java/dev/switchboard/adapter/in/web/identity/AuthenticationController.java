package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.digest.Sha256;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.identity.token.Caller;
import dev.switchboard.application.port.in.identity.LogIn;
import dev.switchboard.application.port.in.identity.LogIn.Result.Granted;
import dev.switchboard.application.port.in.identity.LogIn.Result.Refused;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.secret.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.RestController;

/// Logging in, and asking what one is logged in as (contract yalo-salesforce 2).
@RestController
final class AuthenticationController implements AuthenticationApi {

    private static final Logger LOG = LoggerFactory.getLogger(AuthenticationController.class);

    private final LogIn logIn;
    private final LogInLimits limits;

    AuthenticationController(LogIn logIn, LogInLimits limits) {
        this.logIn = logIn;
        this.limits = limits;
    }

    @Override
    public Token authenticate(byte @Nullable [] body, HttpServletRequest request) {
        Credentials credentials = Credentials.parse(body);
        refuseTooMany(limits.tryNow(credentials.username(), request.getRemoteAddr()));
        return switch (logIn.logIn(credentials.username(), credentials.password())) {
            case Granted(Secret token) -> new Token(token.reveal());
            case Refused _ -> {
                tellRefused(credentials.username(), request.getRemoteAddr());
                throw new ProblemException(ProblemCode.UNAUTHORIZED, "Invalid credentials.");
            }
        };
    }

    @Override
    public Identity check(Caller caller) {
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
        return switch (role) {
            case YALO, SALESFORCE -> role.name() + "_ROLE";
            case ADMIN, SERVICE, AGENT, SUPERVISOR -> role.name();
        };
    }
}
