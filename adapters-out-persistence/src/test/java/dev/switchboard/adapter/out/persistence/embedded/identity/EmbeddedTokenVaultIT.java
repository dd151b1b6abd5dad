package dev.switchboard.adapter.out.persistence.embedded.identity;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.TOKEN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.adapter.out.persistence.keys.TokenSeal;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.upstream.TokenVault;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import dev.switchboard.application.port.out.upstream.TokenVault.Lease;
import dev.switchboard.application.port.out.upstream.TokenVaultContract;
import dev.switchboard.domain.secret.Secret;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EmbeddedTokenVaultIT extends EngineCase implements TokenVaultContract {

    private static final Kept TOKEN_OF_BOT =
            new Kept(new Secret("canary-token"), Seed.NOW, Seed.NOW);

    @Override
    public TokenVault vault() {
        return new EmbeddedTokenVault(engine(), new TokenSeal(TestKeys.cipher()));
    }

    @Test
    void storesNoTokenThatCouldBeRead() {
        vault().keep("bot", TOKEN_OF_BOT);

        assertThat(new String(stored("bot"), ISO_8859_1)).contains("v1.").doesNotContain("canary");
    }

    @Test
    void hasNoTokenThatItCannotDecrypt() {
        vault().keep("bot", TOKEN_OF_BOT);
        vault().keep("other", TOKEN_OF_BOT);
        engine().write(batch -> {
            batch.put(TOKEN, EmbeddedTokenVault.key("bot"), stored("other"));
            return true;
        });

        assertThat(vault().find("bot")).isEmpty();
        assertThat(vault().find("other")).contains(TOKEN_OF_BOT);
    }

    @Test
    void neverWaitsForTheLeaseOfAKilledProcess() {
        vault().lease("bot", "killed", Seed.NOW, LENGTH);

        assertThat(vault().lease("bot", "restarted", Seed.NOW, LENGTH))
                .isEqualTo(new Lease.Granted());
    }

    private byte[] stored(String name) {
        return engine().read(view ->
                Objects.requireNonNull(view.get(TOKEN, EmbeddedTokenVault.key(name))));
    }
}
