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

/// The keys of accounts, which are taken wherever tokens are.
record KeyIssuer(ProveKey keys, AccountStandings standing) {

    /// Whether a token says that it is a key.
    static boolean isNamedIn(String token) {
        return Mark.API_KEY.isOn(token);
    }

    /// What it says holds until its account changes in any way: then it is asked for anew, and may
    /// say less.
    ///
    /// @throws BadJwtException if the key is not good; why, is nobody's business
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
