package dev.switchboard.adapter.out.persistence.embedded.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.document.DocumentErasures;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.people.Erasures;
import dev.switchboard.application.port.out.people.ErasuresContract;
import dev.switchboard.domain.people.Erasure;
import dev.switchboard.domain.people.Erasure.Figures;
import org.junit.jupiter.api.Test;

class EmbeddedErasuresIT extends EngineCase implements ErasuresContract {

    @Override
    public Erasures erasures() {
        return new DocumentErasures(ColdTables.of(TableForm.ERASURES, engine()));
    }

    @Test
    void readsWhatHubsWroteBeforeThereWereDocuments() {
        putOld(Table.ERASURE, "/old/erasure.hex");
        Erasure begun =
                Erasure.begin("ers_1", ADA, "root", Seed.NOW).with(new Figures(2, 30, 400, 1));
        Erasure done =
                Erasure.begin("ers_2", ADA, "root", Seed.NOW)
                        .with(new Figures(2, 30, 400, 1))
                        .done(Seed.NOW.plusSeconds(5));

        assertThat(erasures().find("ers_1")).contains(begun);
        assertThat(erasures().all()).containsExactlyInAnyOrder(begun, done);
        erasures().save(begun.done(Seed.NOW));

        assertThat(erasures().all()).containsExactlyInAnyOrder(begun.done(Seed.NOW), done);
    }
}
