package dev.switchboard.adapter.out.persistence.mongo;

import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.application.port.out.delivery.BacklogContract;
import dev.switchboard.application.port.out.message.JournalContract;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClaimsContract;
import dev.switchboard.application.port.out.store.RetentionContract;
import dev.switchboard.application.port.out.store.StorePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/// A single server, whose driver repeats no write. Rules that rest on conditional writes and unique
/// indexes hold there as well. All other rules are tested on a replica set only.
@Tag("nightly")
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
