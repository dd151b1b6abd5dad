package dev.switchboard.adapter.out.persistence.keys;

import dev.switchboard.domain.secret.Secret;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Encrypts the tokens that upstreams issued to us, each for its own name.
///
/// @param cipher encrypts other secrets too; those cannot be decrypted as tokens
public record TokenSeal(SecretCipher cipher) {

    private static final Logger LOG = LoggerFactory.getLogger(TokenSeal.class);
    private static final String OWNER = "upstream-token/";

    public String close(Secret token, String name) {
        return cipher.encrypt(token, owner(name));
    }

    /// The owner of the token with this name, for the cipher.
    public static String owner(String name) {
        return OWNER + name;
    }

    /// Empty if we did not encrypt it for this name: a new token can be requested.
    public Optional<Secret> open(String sealed, String name) {
        try {
            return Optional.of(cipher.decrypt(sealed, owner(name)));
        } catch (UnreadableSecretException e) {
            LOG.warn("A stored token cannot be used: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
