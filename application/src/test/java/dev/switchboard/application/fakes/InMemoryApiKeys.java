package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.domain.identity.ApiKey;
import dev.switchboard.domain.identity.Username;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Keys that live as long as their test.
public final class InMemoryApiKeys implements ApiKeys {
    private final Map<String, ApiKey> keys = new TreeMap<>();
    private final Outage outage;
    private int reads;

    public InMemoryApiKeys() {
        this(new Outage());
    }

    public InMemoryApiKeys(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized List<ApiKey> find(Collection<String> ids) {
        outage.check();
        reads++;
        return ids.stream().distinct().map(keys::get).filter(Objects::nonNull).toList();
    }

    @Override
    public synchronized List<ApiKey> of(Username account) {
        outage.check();
        return keys.values().stream().filter(key -> key.account().equals(account)).toList();
    }

    @Override
    public synchronized Outcome insert(ApiKey key) {
        outage.check();
        return keys.putIfAbsent(key.id(), key) == null ? Outcome.DONE : Outcome.REFUSED;
    }

    @Override
    public synchronized Outcome replace(ApiKey key, long version) {
        outage.check();
        ApiKey before = keys.get(key.id());
        if (before == null || before.version() != version) {
            return Outcome.REFUSED;
        }
        keys.put(key.id(), key);
        return Outcome.DONE;
    }

    @Override
    public synchronized void forgetThrough(Instant last) {
        outage.check();
        keys.values().removeIf(key -> !key.overAt().isAfter(last));
    }

    /// How often keys were looked up by their ids.
    public synchronized int reads() {
        return reads;
    }
}
