package dev.switchboard.adapter.out.persistence.mongo.channel;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.switchboard.adapter.out.persistence.mongo.MongoForTests;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.channel.ChannelRegistryContract;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

class MongoChannelRegistryIT implements ChannelRegistryContract {

    /// The contract follows MongoDB; the stand-in behaves differently within lists.
    private static final Set<String> ONLY_ON_MONGODB =
            Set.of(
                    "findsTextInMetadataAndThroughListsOfObjects",
                    "followsPathsThroughListsOfObjects",
                    "knowsWhetherAFieldExists",
                    "takesANumberInAPathForAPlaceInAList",
                    "takesNullForAnAbsentFieldFurtherDown");

    private final StartedStore store = StartedStore.ready();

    @Override
    public ChannelRegistry registry() {
        return store.bean(ChannelRegistry.class);
    }

    @BeforeEach
    void leaveOutWhatTheStandInGetsWrong(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        assumeThat(MongoForTests.find().real() || !ONLY_ON_MONGODB.contains(name))
                .as("NOT RUN: mongo-java-server has its own ways within lists")
                .isTrue();
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
