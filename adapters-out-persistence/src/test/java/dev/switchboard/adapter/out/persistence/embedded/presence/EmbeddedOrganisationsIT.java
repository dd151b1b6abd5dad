package dev.switchboard.adapter.out.persistence.embedded.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.presence.Organisations.Batch;
import dev.switchboard.application.port.out.presence.Organisations.Group;
import dev.switchboard.application.port.out.presence.Organisations.Repeat;
import dev.switchboard.application.port.out.presence.OrganisationsContract;
import dev.switchboard.domain.message.IdempotencyKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddedOrganisationsIT extends EngineCase implements OrganisationsContract {

    @Override
    public Organisations organisations() {
        return new EmbeddedOrganisations(engine());
    }

    @Test
    void writesABatchAsOne() {
        long before = commits();

        organisations().write(ORG, new Batch(1, Seed.NOW, List.of(team(), repeat()), List.of()));

        assertThat(commits()).isEqualTo(before + 1);
    }

    @Test
    void leavesOutWhatCannotBeRead() {
        organisations().write(ORG, new Batch(4, Seed.NOW, List.of(team(), repeat()), List.of()));
        damage(Table.PRESENCE, "a-key");

        assertThat(organisations().load(ORG).orElseThrow().entries()).containsExactly(team());
    }

    private static Group team() {
        return new Group(1, "Team", 1, 1);
    }

    private static Repeat repeat() {
        return new Repeat(new IdempotencyKey("caller", "a-key", "1+5", Seed.NOW), 5, 1, 1);
    }
}
