package dev.switchboard.adapter.out.persistence.mongo.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.AccountsContract;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoAccountsIT implements AccountsContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public Accounts accounts() {
        return store.bean(Accounts.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void readsWhatWasStoredBeforeAccountsHadAnIdentity() {
        store.database()
                .getCollection("accounts")
                .insertOne(
                        new Document("_id", "ada")
                                .append("password_hash", "{bcrypt}hash")
                                .append("roles", List.of("AGENT"))
                                .append("created_at", Date.from(Seed.NOW))
                                .append("revision", "r-1"));

        assertThat(accounts().find(new Username("ada")))
                .contains(
                        new Account(
                                new Username("ada"),
                                new Secret("{bcrypt}hash"),
                                Set.of(Role.AGENT),
                                null,
                                Seed.NOW,
                                "r-1"));
    }
}
