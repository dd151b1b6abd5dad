package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.adapter.out.persistence.mongo.Collections.UPSTREAM_TOKENS;

import dev.switchboard.adapter.out.persistence.keys.TokenSeal;
import dev.switchboard.application.port.out.upstream.TokenVault;
import java.time.Instant;
import java.util.Optional;

/// Tokens of upstreams, encrypted, under their names.
final class MongoTokenVault implements TokenVault {

    private final MongoStore store;
    private final TokenSeal seal;

    MongoTokenVault(MongoStore store, TokenSeal seal) {
        this.store = store;
        this.seal = seal;
    }

    /// @param id the token's name
    private record SealedDocument(String id, String token, Instant mintedAt, Instant expiresAt) {}

    @Override
    public Optional<Kept> find(String name) {
        return Optional.ofNullable(
                        store.call(mongo ->
                                mongo.findById(name, SealedDocument.class, UPSTREAM_TOKENS)))
                .flatMap(sealed ->
                        seal.open(sealed.token(), name)
                                .map(token ->
                                        new Kept(token, sealed.mintedAt(), sealed.expiresAt())));
    }

    @Override
    public void keep(String name, Kept token) {
        String sealed = seal.close(token.token(), name);
        SealedDocument document =
                new SealedDocument(name, sealed, token.mintedAt(), token.expiresAt());
        store.run(mongo -> Contended.retried(() -> mongo.save(document, UPSTREAM_TOKENS)));
    }
}
