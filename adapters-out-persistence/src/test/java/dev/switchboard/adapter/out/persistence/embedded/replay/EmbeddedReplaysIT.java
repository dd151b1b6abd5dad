package dev.switchboard.adapter.out.persistence.embedded.replay;

import dev.switchboard.adapter.out.persistence.document.DocumentReplays;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.replay.Replays;
import dev.switchboard.application.port.out.replay.ReplaysContract;

class EmbeddedReplaysIT extends EngineCase implements ReplaysContract {

    @Override
    public Replays replays() {
        return new DocumentReplays(ColdTables.of(TableForm.REPLAYS, engine()));
    }
}
