package dev.switchboard.adapter.out.persistence.mongo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterType;
import java.util.List;
import org.junit.jupiter.api.Test;

class MongoStoreHealthTest {

    private static ClusterDescription cluster(ClusterConnectionMode mode, ClusterType type) {
        return new ClusterDescription(mode, type, List.of());
    }

    @Test
    void callsAMemberThatTheDriverStaysWithSingle() {
        ClusterDescription pinned = cluster(ClusterConnectionMode.SINGLE, ClusterType.REPLICA_SET);

        assertThat(MongoStoreHealth.durability(pinned)).isEqualTo("single");
        assertThat(MongoStoreHealth.pinned(pinned)).isTrue();
    }

    @Test
    void callsAServerThatIsAloneSingleWithoutAWarning() {
        ClusterDescription alone = cluster(ClusterConnectionMode.SINGLE, ClusterType.STANDALONE);

        assertThat(MongoStoreHealth.durability(alone)).isEqualTo("single");
        assertThat(MongoStoreHealth.pinned(alone)).isFalse();
    }

    @Test
    void callsAReplicaSetMajority() {
        ClusterDescription all = cluster(ClusterConnectionMode.MULTIPLE, ClusterType.REPLICA_SET);

        assertThat(MongoStoreHealth.durability(all)).isEqualTo("majority");
        assertThat(MongoStoreHealth.pinned(all)).isFalse();
    }
}
