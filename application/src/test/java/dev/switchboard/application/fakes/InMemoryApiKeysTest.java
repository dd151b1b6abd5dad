package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.application.port.out.identity.ApiKeysContract;

class InMemoryApiKeysTest implements ApiKeysContract {
    private final ApiKeys keys = new InMemoryApiKeys();

    @Override
    public ApiKeys keys() {
        return keys;
    }
}
