package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.replay.Replays;
import dev.switchboard.application.port.out.replay.ReplaysContract;

class InMemoryReplaysTest implements ReplaysContract {

    private final Replays replays = new InMemoryReplays();

    @Override
    public Replays replays() {
        return replays;
    }
}
