package dev.switchboard.adapter.out.persistence.embedded.keys;

import dev.switchboard.adapter.out.persistence.embedded.channel.EmbeddedChannelRegistry;
import dev.switchboard.adapter.out.persistence.embedded.desk.EmbeddedDeskSessions;
import dev.switchboard.adapter.out.persistence.embedded.engine.OpenEngine;
import dev.switchboard.adapter.out.persistence.embedded.identity.EmbeddedTokenVault;
import dev.switchboard.adapter.out.persistence.keys.KeyRing;
import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.adapter.out.persistence.keys.TokenSeal;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.keys.SealedSecrets;
import dev.switchboard.application.port.out.keys.SealedSecretsContract;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.application.port.out.upstream.TokenVault;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedSealedSecretsIT implements SealedSecretsContract {

    @TempDir private Path dataDir;

    @Override
    public Opened open(int... keys) {
        KeyRing ring = TestKeys.ring(keys);
        OpenEngine engine = OpenEngine.in(dataDir.resolve("store"), ring.ids(), () -> {});
        return new OpenedEngine(engine, ring, new SecretCipher(ring));
    }

    private record OpenedEngine(OpenEngine engine, KeyRing ring, SecretCipher cipher)
            implements Opened {

        @Override
        public SealedSecrets secrets() {
            return new EmbeddedSealedSecrets(engine.store(), ring, cipher);
        }

        @Override
        public ChannelRegistry channels() {
            return new EmbeddedChannelRegistry(
                    engine.store(), cipher, new MutableClock(), Duration.ofSeconds(2));
        }

        @Override
        public TokenVault tokens() {
            return new EmbeddedTokenVault(engine.store(), new TokenSeal(cipher));
        }

        @Override
        public DeskSessions desks() {
            return new EmbeddedDeskSessions(engine.store(), new TokenSeal(cipher));
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
