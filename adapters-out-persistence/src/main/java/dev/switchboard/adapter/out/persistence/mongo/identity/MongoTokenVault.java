package dev.switchboard.adapter.out.persistence.mongo.identity;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.UPSTREAM_TOKENS;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.keys.TokenSeal;
import dev.switchboard.adapter.out.persistence.mongo.engine.Contended;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.upstream.TokenVault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Encrypted tokens of upstreams by name, which is the document's id and thus unique. A lease is
/// part of its token's document, even before there is a token.
final class MongoTokenVault implements TokenVault {

    private final MongoStore store;
    private final TokenSeal seal;

    MongoTokenVault(MongoStore store, TokenSeal seal) {
        this.store = store;
        this.seal = seal;
    }

    /// A token as a whole document: storing it also removes the lease.
    ///
    /// @param id the token's name
    private record SealedDocument(String id, String token, Instant mintedAt, Instant expiresAt) {}

    @Override
    public Optional<Kept> find(String name) {
        return Optional.ofNullable(
                        store.call(mongo ->
                                mongo.findOne(token(name), SealedDocument.class, UPSTREAM_TOKENS)))
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

    @Override
    public Lease lease(String name, String holder, Instant now, Duration length) {
        Query free =
                query(
                        where("_id")
                                .is(name)
                                .orOperator(
                                        where("lease").exists(false),
                                        where("lease.holder").is(holder),
                                        where("lease.until").lte(now)));
        Update taken =
                new Update().set("lease.holder", holder).set("lease.until", now.plus(length));
        return store.call(mongo -> take(mongo, free, taken));
    }

    /// If another lease exists, its document's id conflicts with a new one.
    private static Lease take(MongoOperations mongo, Query free, Update taken) {
        try {
            mongo.upsert(free, taken, UPSTREAM_TOKENS);
            return new Lease.Granted();
        } catch (DuplicateKeyException _) {
            return new Lease.Elsewhere();
        }
    }

    @Override
    public void release(String name, String holder) {
        Query held = query(where("_id").is(name).and("lease.holder").is(holder));
        Update released = new Update().unset("lease");
        store.run(mongo -> mongo.updateFirst(held, released, UPSTREAM_TOKENS));
    }

    private static Query token(String name) {
        return query(where("_id").is(name).and("token").exists(true));
    }
}
