package dev.switchboard.domain.identity;

import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A log-in that continues without the password, by refresh tokens. Each token is good for one
/// renewal, which returns the next one.
///
/// A token's successor is derived from the token and a salt that only the store has. A caller whose
/// answer was lost thus gets the same successor again, without anybody keeping it.
///
/// @param revision the account's revision when the password was given: any change of it ends this
///   log-in too
/// @param hash the hash of the current token
/// @param previous the hash of the token before; null before the first renewal
/// @param salt the salt that the current token was derived with
/// @param endsAt the end, however often it is renewed
/// @param version rises with each renewal
public record KeptLogIn(
        String id,
        Username account,
        String revision,
        String hash,
        @Nullable String previous,
        String salt,
        Instant begunAt,
        Instant renewedAt,
        Instant endsAt,
        long version) {

    public KeptLogIn {
        begunAt = begunAt.truncatedTo(ChronoUnit.MILLIS);
        renewedAt = renewedAt.truncatedTo(ChronoUnit.MILLIS);
        endsAt = endsAt.truncatedTo(ChronoUnit.MILLIS);
    }

    public static KeptLogIn begun(
            MarkedSecret token, Account account, Instant now, Duration longestLife) {
        return new KeptLogIn(
                token.id(),
                account.username(),
                account.revision(),
                token.hash(),
                null,
                "",
                now,
                now,
                now.plus(longestLife),
                1);
    }

    /// @param fresh 32 random bytes
    public KeptLogIn renewed(MarkedSecret shown, byte[] fresh, Instant now) {
        String next = HexFormat.of().formatHex(fresh);
        return new KeptLogIn(
                id,
                account,
                revision,
                successor(shown, next).hash(),
                shown.hash(),
                next,
                begunAt,
                now,
                endsAt,
                version + 1);
    }

    /// @param idle how long it may go without a renewal
    public boolean isOver(Instant now, Duration idle) {
        return !now.isBefore(endsAt) || !now.isBefore(renewedAt.plus(idle));
    }

    /// The successor of the token that was shown for the last renewal.
    public MarkedSecret successorOf(MarkedSecret shown) {
        return successor(shown, salt);
    }

    private static MarkedSecret successor(MarkedSecret shown, String salt) {
        Secret both = new Secret(shown.whole().reveal() + " " + salt);
        return shown.with(Sha256.of(both.reveal()));
    }
}
