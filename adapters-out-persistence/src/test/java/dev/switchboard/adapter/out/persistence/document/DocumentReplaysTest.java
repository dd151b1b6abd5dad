package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.application.port.out.replay.Replays;
import dev.switchboard.application.port.out.replay.ReplaysContract;

class DocumentReplaysTest implements ReplaysContract {

    private final Replays replays = new DocumentReplays(new MemoryDocumentTable(TableForm.REPLAYS));

    @Override
    public Replays replays() {
        return replays;
    }
}
