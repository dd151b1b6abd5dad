package dev.switchboard.adapter.out.persistence.mongo.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.AccountsContract;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoAccountsIT implements AccountsContract {

    private final List<String> read = new CopyOnWriteArrayList<>();
    private final StartedStore store = StartedStore.ready(listener());

    private CommandListener listener() {
        return new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                if (event.getCommandName().equals("find")) {
                    read.add(event.getCommand().getString("find").getValue());
                }
            }
        };
    }

    @Override
    public Accounts accounts() {
        return store.bean(Accounts.class);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private Account account(String name) {
        return new Account(
                new Username(name),
                new Secret("{bcrypt}hash"),
                Set.of(Role.AGENT),
                null,
                Seed.NOW,
                "r-1");
    }

    @Test
    void listsThemWithoutReadingThemUntilOneChanges() {
        accounts().insert(account("ada"));
        accounts().list();
        read.clear();

        accounts().list();
        accounts().list();
        assertThat(read).containsExactly("versions", "versions");
        accounts().insert(account("bob"));

        assertThat(accounts().list()).hasSize(2);
        assertThat(read).contains("accounts");
    }

    @Test
    void seesWhatWasChangedByHandAfterAMinute() {
        accounts().insert(account("ada"));
        accounts().list();
        store.database().getCollection("accounts").deleteMany(new Document());

        ((MutableClock) store.bean(Clock.class)).advance(Duration.ofMinutes(1));

        assertThat(accounts().list()).isEmpty();
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
