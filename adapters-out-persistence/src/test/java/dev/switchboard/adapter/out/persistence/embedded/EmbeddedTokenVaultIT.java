package dev.switchboard.adapter.out.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.adapter.out.persistence.keys.TokenSeal;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.upstream.TokenVault;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import dev.switchboard.application.port.out.upstream.TokenVault.Lease;
import dev.switchboard.application.port.out.upstream.TokenVaultContract;
import dev.switchboard.domain.secret.Secret;
import org.junit.jupiter.api.Test;

class EmbeddedTokenVaultIT extends EmbeddedStoreCase implements TokenVaultContract {

    private static final Kept TOKEN = new Kept(new Secret("canary-token"), Seed.NOW, Seed.NOW);

    @Override
    public TokenVault vault() {
        return new EmbeddedTokenVault(opened().store(), new TokenSeal(TestKeys.cipher()));
    }

    @Test
    void storesNoTokenThatCouldBeRead() {
        vault().keep("bot", TOKEN);

        assertThat(stored("bot")).startsWith("v1.").doesNotContain("canary");
    }

    @Test
    void hasNoTokenThatItCannotDecrypt() {
        vault().keep("bot", TOKEN);
        vault().keep("other", TOKEN);
        change("UPDATE upstream_token SET token = '" + stored("other") + "' WHERE name = 'bot'");

        assertThat(vault().find("bot")).isEmpty();
        assertThat(vault().find("other")).contains(TOKEN);
    }

    @Test
    void neverWaitsForTheLeaseOfAKilledProcess() {
        vault().lease("bot", "killed", Seed.NOW, LENGTH);

        assertThat(vault().lease("bot", "restarted", Seed.NOW, LENGTH))
                .isEqualTo(new Lease.Granted());
    }

    private String stored(String name) {
        String query = "SELECT token FROM upstream_token WHERE name = ?";
        return opened().store()
                .<String>read(
                        sql -> sql.first(query, row -> row.text("token"), name).orElseThrow());
    }

    private void change(String sql) {
        assertThat(opened().store().<Integer>write(it -> it.update(sql))).isPositive();
    }
}
