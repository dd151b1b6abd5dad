package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.identity.SigningKeys;
import dev.switchboard.application.port.out.identity.SigningKeysContract;

class InMemorySigningKeysTest implements SigningKeysContract {

    private final InMemorySigningKeys keys = new InMemorySigningKeys();

    @Override
    public SigningKeys keys() {
        return keys;
    }

    @Override
    public void rotate() {
        keys.rotate();
    }
}
