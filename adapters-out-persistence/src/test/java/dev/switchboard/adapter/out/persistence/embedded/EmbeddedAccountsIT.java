package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.AccountsContract;

class EmbeddedAccountsIT extends EmbeddedStoreCase implements AccountsContract {

    @Override
    public Accounts accounts() {
        return new EmbeddedAccounts(opened().store());
    }
}
