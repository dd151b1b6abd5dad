package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.identity.KeptLogIns;
import dev.switchboard.domain.identity.KeptLogIn;
import dev.switchboard.domain.identity.Username;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Log-ins that live as long as their test.
public final class InMemoryKeptLogIns implements KeptLogIns {
    private final Map<String, KeptLogIn> all = new TreeMap<>();

    @Override
    public synchronized Optional<KeptLogIn> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public synchronized List<KeptLogIn> of(Username account) {
        return all.values().stream().filter(one -> one.account().equals(account)).toList();
    }

    @Override
    public synchronized Outcome insert(KeptLogIn logIn) {
        return all.putIfAbsent(logIn.id(), logIn) == null ? Outcome.DONE : Outcome.REFUSED;
    }

    @Override
    public synchronized Outcome replace(KeptLogIn logIn, long version) {
        KeptLogIn before = all.get(logIn.id());
        if (before == null || before.version() != version) {
            return Outcome.REFUSED;
        }
        all.put(logIn.id(), logIn);
        return Outcome.DONE;
    }

    @Override
    public synchronized Outcome remove(String id) {
        return all.remove(id) == null ? Outcome.REFUSED : Outcome.DONE;
    }

    @Override
    public synchronized int forget(Instant notRenewedSince, Instant ended, int limit) {
        List<String> gone =
                all.values().stream()
                        .filter(one ->
                                !one.renewedAt().isAfter(notRenewedSince)
                                        || !one.endsAt().isAfter(ended))
                        .limit(limit)
                        .map(KeptLogIn::id)
                        .toList();
        gone.forEach(all::remove);
        return gone.size();
    }
}
