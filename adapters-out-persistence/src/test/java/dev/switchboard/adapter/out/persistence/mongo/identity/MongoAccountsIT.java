package dev.switchboard.adapter.out.persistence.mongo.identity;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.AccountsContract;
import org.junit.jupiter.api.AfterEach;

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
}
