package dev.switchboard.adapter.out.persistence.embedded.identity;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.AccountsContract;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EmbeddedAccountsIT extends EngineCase implements AccountsContract {

    @Override
    public Accounts accounts() {
        return new EmbeddedAccounts(engine());
    }

    @Test
    void readsWhatWasStoredBeforeAccountsHadAnIdentity() {
        byte[] key = new ByteWriter(8).octet(1).keyText("ada").toBytes();
        byte[] value =
                new ByteWriter(64)
                        .octet(2)
                        .text("{bcrypt}hash")
                        .instant(Seed.NOW)
                        .number(1)
                        .text("AGENT")
                        .text("r-1")
                        .toBytes();
        engine().write(batch -> {
            batch.put(ACCOUNT, key, value);
            return key;
        });

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
