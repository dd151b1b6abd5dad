package dev.switchboard.adapter.out.persistence.mongo.session;

import static dev.switchboard.application.fakes.Seed.NOW;
import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.mongo.ProxiedMongo;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.EndUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Of two who claim at once, the later one learns who owns the conversation, even while a majority
/// does not have the first claim yet.
class StaleClaimIT {

    private final ProxiedMongo mongo = ProxiedMongo.posingAs(Pose.REPLICA_SET);
    private final StartedStore store = StartedStore.ready(mongo);
    private final Claims claims = store.bean(Claims.class);

    @AfterEach
    void stop() {
        store.stop();
        mongo.close();
    }

    @Test
    void isNoAnswerToAFirstClaim() {
        assertThat(claims.find(CONVERSATION)).isEmpty();
        claims.replace(null, claimOf("ada"));
        mongo.faults().answerAsBefore("find").to("claims").times(2);

        assertThat(claims.replace(null, claimOf("bob"))).isEqualTo(claimOf("ada"));
        assertThat(mongo.faults().struck()).isEqualTo(2);
    }

    @Test
    void isNoAnswerToASuccessor() {
        claims.replace(null, claimOf("ada"));
        assertThat(claims.find(CONVERSATION)).hasValue(claimOf("ada"));
        claims.replace(claimOf("ada"), claimOf("bob"));
        mongo.faults().answerAsBefore("find").to("claims").times(2);

        assertThat(claims.replace(claimOf("ada"), claimOf("eve"))).isEqualTo(claimOf("bob"));
        assertThat(mongo.faults().struck()).isEqualTo(2);
    }

    private static Claim claimOf(String name) {
        return new Claim(CONVERSATION, new EndUser(null, name), 0, NOW);
    }
}
