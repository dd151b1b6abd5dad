package dev.switchboard.adapter.in.web.identity.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.switchboard.adapter.in.web.request.KnownAddresses;
import dev.switchboard.application.port.in.identity.AccountStandings.Standing;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.digest.Sha256;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/// Authenticates bearer tokens. A back end sends the same token with each message, so the result
/// for a valid signature and claims is cached by the token's hash, for a minute at most and never
/// past its expiry; invalid tokens are not cached. Whether its account is unchanged is checked each
/// time. If it has changed, a key is verified again, because it may still have some rights.
public final class TokenAuthentication implements AuthenticationManager {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MAX_REMEMBERED = 10_000;

    private final TokenVerifier verifier;
    private final KeyTries tries;
    private final KnownAddresses addresses;
    private final Cache<ByteBuffer, VerifiedToken> good;

    /// @param addresses gets the addresses of callers with valid tokens
    TokenAuthentication(
            TokenVerifier verifier, KeyTries tries, KnownAddresses addresses, Clock clock) {
        this.verifier = verifier;
        this.tries = tries;
        this.addresses = addresses;
        this.good =
                Caffeine.newBuilder()
                        .maximumSize(MAX_REMEMBERED)
                        .expireAfter(goodFor(clock))
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                        .executor(Runnable::run)
                        .build();
    }

    /// @param request has the caller's address as its details
    /// @throws InvalidBearerTokenException if the token is invalid
    /// @throws TooManyTriesException if it is a key, and its network tried too many invalid ones
    /// @throws AuthenticationServiceException if it cannot be verified now
    @Override
    public Authentication authenticate(Authentication request) {
        return caller(request, false);
    }

    /// Authenticates a caller as of the last time when the store could be read, if the store is
    /// away now: for admins' requests about the outage itself.
    ///
    /// @throws InvalidBearerTokenException if the token is invalid
    /// @throws AuthenticationServiceException if it cannot be verified now
    public Authentication authenticateInOutage(Authentication request) {
        return caller(request, true);
    }

    private Caller caller(Authentication request, boolean wasGoodWillDo) {
        Caller caller = verified(request, wasGoodWillDo);
        addresses.add(addressOf(request));
        return caller;
    }

    private Caller verified(Authentication request, boolean wasGoodWillDo) {
        String token = ((BearerTokenAuthenticationToken) request).getToken();
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(token));
        VerifiedToken known = good.getIfPresent(hash);
        try {
            if (!KeyIssuer.isNamedIn(token)) {
                VerifiedToken verified = known == null ? verify(token, hash) : known;
                return verified.caller(wasGoodWillDo);
            }
            if (known != null && known.standing().get() != Standing.ENDED) {
                return known.caller(wasGoodWillDo);
            }
            return keysCaller(token, hash, addressOf(request), wasGoodWillDo);
        } catch (BadJwtException e) {
            good.invalidate(hash);
            throw new InvalidBearerTokenException("Invalid token", e);
        } catch (JwtException | StoreUnavailableException e) {
            throw new AuthenticationServiceException("Tokens cannot be verified now", e);
        }
    }

    private Caller keysCaller(String key, ByteBuffer hash, String address, boolean wasGoodWillDo) {
        String name = Sha256.hex(key);
        Duration left = tries.waiting(name, address);
        if (left.isPositive()) {
            throw new TooManyTriesException(left);
        }
        try {
            Caller caller = verify(key, hash).caller(wasGoodWillDo);
            tries.recordSuccess(name, address);
            return caller;
        } catch (BadJwtException e) {
            tries.recordFailure(address);
            throw e;
        }
    }

    private static String addressOf(Authentication request) {
        return request.getDetails() instanceof String address ? address : "";
    }

    /// Whether a token claims to be one of the hub's; that is not verified yet.
    public boolean claims(String token) {
        return verifier.claims(token);
    }

    private VerifiedToken verify(String token, ByteBuffer hash) {
        VerifiedToken verified = verifier.verify(token);
        good.put(hash, verified);
        return verified;
    }

    private static Expiry<ByteBuffer, VerifiedToken> goodFor(Clock clock) {
        return Expiry.creating((_, token) -> remembering(token, clock));
    }

    private static Duration remembering(VerifiedToken token, Clock clock) {
        Duration left = Duration.between(clock.instant(), token.expiresAt());
        return left.isNegative() ? Duration.ZERO : min(left, REMEMBERED);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
