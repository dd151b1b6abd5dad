package dev.switchboard.adapter.out.persistence.mongo.keys;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.keys.KeyRing;
import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.adapter.out.persistence.keys.TokenSeal;
import dev.switchboard.adapter.out.persistence.keys.UnreadableSecretException;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoMasterKeyMark;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.keys.SealedSecrets;
import dev.switchboard.domain.channel.ChannelFields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Encrypted texts in the documents of channels, upstream tokens, desk sessions, daily keys and
/// signing keys.
public final class MongoSealedSecrets implements SealedSecrets {

    private static final List<Place> PLACES =
            List.of(
                    new Place(
                            Collections.CHANNELS,
                            "switchboard.secrets",
                            document -> document.getString(ChannelFields.ID)),
                    new Place(
                            Collections.UPSTREAM_TOKENS,
                            "token",
                            document -> TokenSeal.owner(document.getString("_id"))),
                    new Place(
                            Collections.DESK_SESSIONS,
                            "token",
                            document -> TokenSeal.owner("desk/" + document.getString("_id"))),
                    new Place(
                            Collections.DAY_KEYS,
                            "key",
                            document -> BodySeal.owner(document.getString("_id"))),
                    new Place(
                            Collections.STORE,
                            MongoSigningKeys.CURRENT,
                            _ -> MongoSigningKeys.OWNER),
                    new Place(
                            Collections.STORE,
                            MongoSigningKeys.PREVIOUS,
                            _ -> MongoSigningKeys.OWNER));

    private final MongoStore store;
    private final KeyRing keys;
    private final SecretCipher cipher;

    public MongoSealedSecrets(MongoStore store, KeyRing keys, SecretCipher cipher) {
        this.store = store;
        this.keys = keys;
        this.cipher = cipher;
    }

    /// @param field a field with secrets: a text, or a list of documents with one each
    /// @param owner maps a document to the owner of its secrets
    private record Place(String collection, String field, Function<Document, String> owner) {}

    /// A secret under an older key.
    ///
    /// @param path its path in the document
    private record Old(Place place, Document document, String path, String sealed) {}

    @Override
    public String key() {
        return keys.id();
    }

    @Override
    public void begin() {
        store.run(mongo -> MongoMasterKeyMark.putRewrap(mongo, keys.id()));
    }

    @Override
    public boolean isUnderWay() {
        return store.call(mongo -> MongoMasterKeyMark.isRewrap(mongo, keys.id()));
    }

    @Override
    public void end() {
        store.run(mongo -> MongoMasterKeyMark.putRewrap(mongo, null));
    }

    @Override
    public Progress renew(int most) {
        List<Old> old = new ArrayList<>();
        PLACES.forEach(place -> old.addAll(find(place)));
        int renewed = 0;
        for (Old one : old) {
            if (renewed < most && renew(one)) {
                renewed++;
            }
        }
        if (most > 0 && old.isEmpty()) {
            store.run(mongo -> MongoMasterKeyMark.put(mongo, List.of(keys.id())));
        }
        return new Progress(renewed, old.size() - renewed);
    }

    private List<Old> find(Place place) {
        Query some = query(where(place.field()).exists(true));
        some.fields().include("_id", ChannelFields.ID, place.field());
        List<Old> found = new ArrayList<>();
        for (Document document :
                store.call(mongo -> mongo.find(some, Document.class, place.collection()))) {
            Object value =
                    document.getEmbedded(List.of(place.field().split("\\.", -1)), Object.class);
            if (value instanceof String text) {
                add(found, place, document, place.field(), text);
            } else if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof Document one
                            && one.get("encrypted") instanceof String text) {
                        String path = "%s.%d.encrypted".formatted(place.field(), i);
                        add(found, place, document, path, text);
                    }
                }
            }
        }
        return found;
    }

    private void add(List<Old> found, Place place, Document document, String path, String text) {
        if (!cipher.isCurrent(text)) {
            found.add(new Old(place, document, path, text));
        }
    }

    /// Has no effect if the secret was replaced meanwhile. An unreadable secret is left as it is.
    private boolean renew(Old one) {
        String text;
        try {
            text = cipher.renew(one.sealed(), one.place().owner().apply(one.document()));
        } catch (UnreadableSecretException _) {
            return false;
        }
        Query unchanged =
                query(where("_id").is(one.document().get("_id")).and(one.path()).is(one.sealed()));
        Update update = new Update().set(one.path(), text);
        return store.call(mongo ->
                mongo.updateFirst(unchanged, update, one.place().collection()).getModifiedCount())
                == 1;
    }
}
