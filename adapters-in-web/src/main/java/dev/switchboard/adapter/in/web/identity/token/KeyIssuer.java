package dev.switchboard.adapter.in.web.identity.token;

import dev.switchboard.application.port.in.identity.AccountStandings;
import dev.switchboard.application.port.in.identity.ProveKey;
import dev.switchboard.application.port.in.identity.ProveKey.Result.Ended;
import dev.switchboard.application.port.in.identity.ProveKey.Result.Proven;
import dev.switchboard.application.port.in.identity.ProveKey.Result.Unknown;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.MarkedSecret.Mark;
import dev.switchboard.domain.identity.OrgIdentity;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;

/// Verifies the API keys of accounts, which are accepted wherever tokens are.
record KeyIssuer(ProveKey keys, AccountStandings standing) {

    /// Whether a token claims to be an API key.
    static boolean isNamedIn(String token) {
        return Mark.API_KEY.isOn(token);
    }

    /// Verifies a key. The result is valid until its account changes in any way; then the key is
    /// verified again, and may have fewer rights.
    ///
    /// @throws BadJwtException if the key is invalid, for a reason that is not disclosed
    VerifiedToken verify(String key) {
        return switch (keys.prove(key)) {
            case Proven(var made, var account, var roles, var grant) ->
                    new VerifiedToken(
                            new Caller(
                                    account.username().value(),
                                    roles,
                                    account.identity(),
                                    orgOf(account),
                                    true,
                                    account.client(),
                                    made.scope()),
                            made.expiresAt(),
                            grant,
                            () -> standing.check(account.username().value(), grant));
            case Ended _, Unknown _ -> throw new BadJwtException("Not a key that is good");
        };
    }

    private static @Nullable String orgOf(Account account) {
        OrgIdentity identity = account.identity();
        return identity == null ? null : identity.orgId();
    }
}
