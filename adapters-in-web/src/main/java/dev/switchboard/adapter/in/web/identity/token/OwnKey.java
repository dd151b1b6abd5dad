package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.switchboard.application.port.out.identity.AccessTokens;
import dev.switchboard.application.port.out.identity.SigningKeys;
import dev.switchboard.application.port.out.identity.SigningKeys.Kept;
import dev.switchboard.application.port.out.identity.SigningKeys.KeyText;
import dev.switchboard.application.port.out.identity.SigningKeys.UnusableException;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.secret.Secret;
import java.text.ParseException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The hub's own key pair, kept as a JWK. It is read once, when the store can be read.
final class OwnKey implements Supplier<SigningKey> {

    static final int BITS = 2048;

    private final SigningKeys kept;
    private final AtomicReference<@Nullable SigningKey> known = new AtomicReference<>();

    OwnKey(SigningKeys kept) {
        this.kept = kept;
    }

    /// Reads the key, or makes one at the first start. If the store does not answer yet, the first
    /// request for the key does that.
    ///
    /// @throws UnusableException as [#get]
    void prepare() {
        try {
            var _ = get();
        } catch (StoreUnavailableException _) {
            // The hub starts without its store.
        }
    }

    /// Returns the key. Tokens of the previous one are valid until they end by themselves.
    ///
    /// @throws UnusableException if a key is kept that is not sound
    /// @throws StoreUnavailableException if it was not read yet, and the store does not answer
    @Override
    public SigningKey get() {
        SigningKey before = known.get();
        if (before != null) {
            return before;
        }
        SigningKey read = read(kept.currentOr(OwnKey::make));
        known.set(read);
        return read;
    }

    private static SigningKey read(Kept keys) {
        KeyText previous = keys.previous();
        RSAKey current = pair(keys.current());
        return previous == null
                ? SigningKey.only(current)
                : new SigningKey(current, pair(previous), keys.since().plus(AccessTokens.LIFE));
    }

    private static Secret make() {
        try {
            RSAKey key =
                    new RSAKeyGenerator(BITS)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.RS256)
                            .keyIDFromThumbprint(true)
                            .generate();
            return new Secret(key.toJSONString());
        } catch (JOSEException e) {
            throw new IllegalStateException("This JVM makes no RSA keys", e);
        }
    }

    private static RSAKey pair(KeyText kept) {
        try {
            if (JWK.parse(kept.text().reveal()) instanceof RSAKey key
                    && key.isPrivate()
                    && key.size() >= BITS
                    && signsWhatItVerifies(key)) {
                return key;
            }
        } catch (ParseException | JOSEException _) {
            // refused below, without a cause that could quote the key
        }
        throw new UnusableException(
                "The signing key "
                        + kept.place()
                        + " is damaged: it holds no private RSA key of at least "
                        + BITS
                        + " bits.");
    }

    /// A key with a changed digit still parses.
    private static boolean signsWhatItVerifies(RSAKey key) throws JOSEException {
        JWSObject probe = new JWSObject(new JWSHeader(JWSAlgorithm.RS256), new Payload("probe"));
        probe.sign(new RSASSASigner(key));
        return probe.verify(new RSASSAVerifier(key.toRSAPublicKey()));
    }
}
