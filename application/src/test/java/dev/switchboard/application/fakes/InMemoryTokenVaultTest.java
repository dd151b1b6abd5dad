package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.upstream.SharedTokenVaultContract;
import dev.switchboard.application.port.out.upstream.TokenVault;

class InMemoryTokenVaultTest implements SharedTokenVaultContract {
    private final TokenVault vault = new InMemoryTokenVault();

    @Override
    public TokenVault vault() {
        return vault;
    }
}
