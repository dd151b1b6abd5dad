package dev.switchboard.adapter.out.persistence.embedded.identity;

import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.AccountsContract;

class EmbeddedAccountsIT extends EngineCase implements AccountsContract {

    @Override
    public Accounts accounts() {
        return new EmbeddedAccounts(engine());
    }
}
