package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.application.port.in.identity.KeepLogIns;
import dev.switchboard.application.port.in.identity.LogIn;
import dev.switchboard.application.port.in.identity.LogIn.Result.Granted;
import dev.switchboard.application.port.in.identity.LogIn.Result.Refused;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.identity.MarkedSecret.Mark;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks passwords and refresh tokens within the limits of tries. Throws every refusal as a
/// [ProblemException].
final class GuardedLogIns {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedLogIns.class);

    private final LogIn logIn;
    private final KeepLogIns kept;
    private final LogInLimits limits;
    private final LogInTurns turns;

    GuardedLogIns(LogIn logIn, KeepLogIns kept, LogInLimits limits, LogInTurns turns) {
        this.logIn = logIn;
        this.kept = kept;
        this.limits = limits;
        this.turns = turns;
    }

    /// @param from the caller's address
    Granted logIn(String username, Secret password, String from) {
        Duration wait = limits.tryNow(username, from);
        if (wait.isPositive()) {
            throw new ProblemException(
                    Problem.of(ProblemCode.TOO_MANY_REQUESTS, "Too many log-in attempts.")
                            .retryAfter(wait));
        }
        return switch (tried(username, password, from)) {
            case Granted granted -> {
                limits.succeeded(username, from);
                yield granted;
            }
            case Refused _ -> {
                tellRefused(username, from);
                throw new ProblemException(ProblemCode.UNAUTHORIZED, "Invalid credentials.");
            }
        };
    }

    /// Logs in with a refresh token.
    ///
    /// @param mark of its tokens
    /// @param atMost the longest duration of the log-in, if that is less than the settings allow
    KeepLogIns.Result.Granted begin(
            String username, Secret password, Mark mark, Duration atMost, String from) {
        String revision = logIn(username, password, from).revision();
        return switch (kept.begin(new Username(username), revision, mark, atMost)) {
            case KeepLogIns.Result.Granted granted -> granted;
            case KeepLogIns.Result.Refused _ ->
                    throw new ProblemException(ProblemCode.UNAUTHORIZED, "Invalid credentials.");
        };
    }

    /// @param idle how long the log-in may have gone without a renewal, if that is less than the
    ///   settings allow
    /// @param from the caller's address
    KeepLogIns.Result.Granted renew(Secret refreshToken, Mark mark, Duration idle, String from) {
        Callers.refuseTooMany(limits.waiting(Sha256.hex(refreshToken.reveal()), from));
        return switch (kept.renew(refreshToken, mark, idle)) {
            case KeepLogIns.Result.Granted granted -> {
                // the next renewal presents its successor
                limits.recordSuccess(Sha256.hex(granted.refreshToken().reveal()), from);
                yield granted;
            }
            case KeepLogIns.Result.Refused _ -> {
                limits.recordFailure(from);
                throw new ProblemException(ProblemCode.UNAUTHORIZED, "Log in again");
            }
        };
    }

    private LogIn.Result tried(String username, Secret password, String from) {
        LogIn.Result result = null;
        try {
            result =
                    limits.isKnown(username, from)
                            ? logIn.logIn(username, password)
                            : turns.take(() -> logIn.logIn(username, password));
            return result;
        } finally {
            if (result == null) {
                limits.undecided(username, from);
            }
        }
    }

    /// The name is not logged, because people type passwords there; equal names have equal marks.
    private static void tellRefused(String username, String from) {
        String mark = Sha256.hex(username).substring(0, 8);
        LOG.atWarn()
                .addKeyValue("action", "log_in_refused")
                .addKeyValue("user_mark", mark)
                .addKeyValue("from", from)
                .log("A log-in as user {} from {} was refused", mark, from);
    }
}
