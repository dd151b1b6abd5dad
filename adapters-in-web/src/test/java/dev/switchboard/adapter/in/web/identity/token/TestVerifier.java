package dev.switchboard.adapter.in.web.identity.token;

import dev.switchboard.adapter.in.web.fakes.FakeStanding;
import dev.switchboard.adapter.in.web.request.KnownAddresses;
import dev.switchboard.application.port.in.identity.ProveKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// A verifier of tokens of these issuers, without keys of accounts.
final class TestVerifier {

    private TestVerifier() {}

    static TokenVerifier of(Issuer... issuers) {
        return new TokenVerifier(
                List.of(issuers),
                new KeyIssuer(_ -> new ProveKey.Result.Unknown(), new FakeStanding()));
    }

    static TokenAuthentication authentication(TokenVerifier verifier, Clock clock) {
        return authentication(verifier, new KnownAddresses(clock), clock);
    }

    static TokenAuthentication authentication(
            TokenVerifier verifier, KnownAddresses addresses, Clock clock) {
        return new TokenAuthentication(verifier, new AnyTries(), addresses, clock);
    }

    /// Allows any number of tries.
    private static final class AnyTries implements KeyTries {

        @Override
        public Duration waiting(String key, String address) {
            return Duration.ZERO;
        }

        @Override
        public void recordFailure(String address) {}

        @Override
        public void recordSuccess(String key, String address) {}
    }
}
