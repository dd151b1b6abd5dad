package dev.switchboard.adapter.out.persistence.mongo.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.upstream.SharedTokenVaultContract;
import dev.switchboard.application.port.out.upstream.TokenVault;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import dev.switchboard.domain.secret.Secret;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoTokenVaultIT implements SharedTokenVaultContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public TokenVault vault() {
        return store.bean(TokenVault.class);
    }

    @Test
    void storesNoTokenThatCouldBeRead() {
        vault().keep("bot", new Kept(new Secret("canary-token"), Seed.NOW, Seed.NOW));

        Document stored = store.database().getCollection("upstream_tokens").find().first();

        assertThat(stored).isNotNull();
        assertThat(stored.getString("token")).startsWith("v1.");
        assertThat(stored.toJson()).doesNotContain("canary");
    }

    @Test
    void hasNoTokenThatItCannotDecrypt() {
        vault().keep("bot", new Kept(new Secret("one"), Seed.NOW, Seed.NOW));
        store.database()
                .getCollection("upstream_tokens")
                .updateOne(new Document(), new Document("$set", new Document("token", "v1.x.y")));

        assertThat(vault().find("bot")).isEmpty();
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
