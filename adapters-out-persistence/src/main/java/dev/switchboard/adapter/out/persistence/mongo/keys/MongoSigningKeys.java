package dev.switchboard.adapter.out.persistence.mongo.keys;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.STORE;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.keys.KeyFolder;
import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.adapter.out.persistence.keys.SigningKeyFile;
import dev.switchboard.adapter.out.persistence.keys.UnreadableSecretException;
import dev.switchboard.adapter.out.persistence.mongo.engine.Contended;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.identity.SigningKeys;
import dev.switchboard.application.port.out.identity.SigningKeys.UnusableException;
import dev.switchboard.domain.secret.Secret;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Update;

/// The signing keys of all hubs on this database: one document, encrypted. A standby reads them
/// too.
///
/// Earlier versions kept them in a file of each hub. Without the document, the file of the hub that
/// makes it is copied into it, so that tokens outlive the upgrade.
public final class MongoSigningKeys implements SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(MongoSigningKeys.class);

    static final String ID = "signing_key";
    static final String CURRENT = "current";
    static final String PREVIOUS = "previous";

    /// The owner of both keys for the cipher.
    static final String OWNER = "token-signing";

    private static final String SINCE = "since";
    private static final String PLACE = "%s of %s in MongoDB's collection %s";

    private final MongoStore store;
    private final SecretCipher cipher;
    private final SigningKeyFile file;
    private final InstantSource clock;

    public MongoSigningKeys(
            MongoStore store, SecretCipher cipher, KeyFolder folder, InstantSource clock) {
        this.store = store.withoutOwnership();
        this.cipher = cipher;
        this.file = new SigningKeyFile(folder);
        this.clock = clock;
    }

    @Override
    public Kept currentOr(Supplier<Secret> fresh) {
        Optional<Document> stored = store.call(MongoSigningKeys::stored);
        return stored.flatMap(this::kept)
                .orElseGet(() -> {
                    Optional<Kept> earlier = stored.isPresent() ? Optional.empty() : file.find();
                    // Made before the call: a call of the store ends after 2 s.
                    Kept first =
                            earlier.orElseGet(() ->
                                    new Kept(key(fresh.get(), CURRENT), null, clock.instant()));
                    if (store.call(mongo -> isFirst(mongo, first))) {
                        earlier.ifPresent(MongoSigningKeys::tell);
                    }
                    return store.call(
                            mongo -> Contended.settled(() -> stored(mongo).flatMap(this::kept)));
                });
    }

    private static void tell(Kept earlier) {
        LOG.atInfo()
                .addKeyValue("action", "signing_key_copied")
                .log(
                        "The signing key {} is in MongoDB from now on, and its file is not read any"
                                + " more",
                        earlier.current().place());
    }

    private static KeyText key(Secret text, String field) {
        return new KeyText(text, PLACE.formatted(field, ID, STORE));
    }

    /// The id of a document with a current key conflicts with a new document.
    private boolean isFirst(MongoOperations mongo, Kept made) {
        Update update = new Update().set(CURRENT, sealed(made.current())).set(SINCE, made.since());
        KeyText previous = made.previous();
        if (previous != null) {
            update.set(PREVIOUS, sealed(previous));
        }
        try {
            mongo.upsert(query(where("_id").is(ID).and(CURRENT).exists(false)), update, STORE);
            return true;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    private String sealed(KeyText key) {
        return cipher.encrypt(key.text(), OWNER);
    }

    private static Optional<Document> stored(MongoOperations mongo) {
        return Optional.ofNullable(
                mongo.findOne(query(where("_id").is(ID)), Document.class, STORE));
    }

    /// Empty if there is no current key.
    private Optional<Kept> kept(Document stored) {
        KeyText current = open(stored, CURRENT);
        return current == null
                ? Optional.empty()
                : Optional.of(
                        new Kept(
                                current,
                                open(stored, PREVIOUS),
                                stored.getDate(SINCE).toInstant()));
    }

    private @Nullable KeyText open(Document stored, String field) {
        String sealed = stored.getString(field);
        if (sealed == null) {
            return null;
        }
        try {
            return key(cipher.decrypt(sealed, OWNER), field);
        } catch (UnreadableSecretException e) {
            throw new UnusableException(
                    "The signing key "
                            + PLACE.formatted(field, ID, STORE)
                            + " cannot be decrypted.",
                    e);
        }
    }
}
