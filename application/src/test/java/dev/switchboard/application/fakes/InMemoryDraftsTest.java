package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.handoff.DraftsContract;

class InMemoryDraftsTest implements DraftsContract {

    private final Drafts drafts = new InMemoryDrafts();

    @Override
    public Drafts drafts() {
        return drafts;
    }
}
