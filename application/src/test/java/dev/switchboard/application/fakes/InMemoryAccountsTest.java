package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.AccountsContract;

class InMemoryAccountsTest implements AccountsContract {
    private final Accounts accounts = new InMemoryAccounts();

    @Override
    public Accounts accounts() {
        return accounts;
    }
}
