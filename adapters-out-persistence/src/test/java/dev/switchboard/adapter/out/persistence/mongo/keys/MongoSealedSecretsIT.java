package dev.switchboard.adapter.out.persistence.mongo.keys;

import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.adapter.out.persistence.mongo.MongoForTests;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.keys.SealedSecrets;
import dev.switchboard.application.port.out.keys.SealedSecretsContract;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.application.port.out.upstream.TokenVault;
import org.junit.jupiter.api.AfterEach;

class MongoSealedSecretsIT implements SealedSecretsContract {

    private final String uri = MongoForTests.find().freshDatabase();

    @Override
    public Opened open(int... keys) {
        return new OpenedStore(StartedStore.withKeys(uri, TestKeys.text(keys)).whenReady());
    }

    @AfterEach
    void drop() {
        MongoForTests.drop(uri);
    }

    private record OpenedStore(StartedStore store) implements Opened {

        @Override
        public SealedSecrets secrets() {
            return store.bean(SealedSecrets.class);
        }

        @Override
        public ChannelRegistry channels() {
            return store.bean(ChannelRegistry.class);
        }

        @Override
        public TokenVault tokens() {
            return store.bean(TokenVault.class);
        }

        @Override
        public DeskSessions desks() {
            return store.bean(DeskSessions.class);
        }

        @Override
        public void close() {
            store.stop();
        }
    }
}
