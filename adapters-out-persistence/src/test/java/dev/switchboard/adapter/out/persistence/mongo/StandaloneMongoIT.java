package dev.switchboard.adapter.out.persistence.mongo;

import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.application.port.out.delivery.BacklogContract;
import dev.switchboard.application.port.out.message.JournalContract;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClaimsContract;
import dev.switchboard.application.port.out.store.RetentionContract;
import dev.switchboard.application.port.out.store.StorePorts;
import org.junit.jupiter.api.AfterEach;

/// A single server, whose driver repeats no write: what rests on conditional writes and unique
/// indexes holds there as well. Everything else is only tried on a replica set.
class StandaloneMongoIT
        implements JournalContract, BacklogContract, RetentionContract, ClaimsContract {

    private final ProxiedMongo mongo = ProxiedMongo.posingAs(Pose.STANDALONE);
    private final StartedStore store = StartedStore.ready(mongo);

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @Override
    public Claims claims() {
        return store.bean(Claims.class);
    }

    @AfterEach
    void stop() {
        store.stop();
        mongo.close();
    }
}
