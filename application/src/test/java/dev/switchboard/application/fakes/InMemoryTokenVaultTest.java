package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.upstream.TokenVault;
import dev.switchboard.application.port.out.upstream.TokenVaultContract;

class InMemoryTokenVaultTest implements TokenVaultContract {
    private final TokenVault vault = new InMemoryTokenVault();

    @Override
    public TokenVault vault() {
        return vault;
    }
}
