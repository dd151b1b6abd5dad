package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Username;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Accounts that live as long as their test.
public final class InMemoryAccounts implements Accounts {
    private final SortedMap<Username, Account> accounts =
            new TreeMap<>(Comparator.comparing(Username::value));
    private final Outage outage;

    public InMemoryAccounts() {
        this(new Outage());
    }

    public InMemoryAccounts(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized Optional<Account> find(Username username) {
        outage.check();
        return Optional.ofNullable(accounts.get(username));
    }

    @Override
    public synchronized List<Account> list() {
        outage.check();
        return List.copyOf(accounts.values());
    }

    @Override
    public synchronized Insertion insert(Account account) {
        outage.check();
        return accounts.putIfAbsent(account.username(), account) == null
                ? Insertion.DONE
                : Insertion.EXISTS;
    }

    @Override
    public synchronized Change replace(Account account, String revision) {
        outage.check();
        Account before = accounts.get(account.username());
        if (before == null || !before.revision().equals(revision)) {
            return Change.ABSENT;
        }
        accounts.put(account.username(), account);
        return Change.DONE;
    }

    @Override
    public synchronized Change remove(Username username) {
        outage.check();
        return accounts.remove(username) == null ? Change.ABSENT : Change.DONE;
    }
}
