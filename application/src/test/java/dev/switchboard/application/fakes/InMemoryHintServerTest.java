package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.live.HintLine;
import dev.switchboard.application.port.out.live.HintLineContract;

class InMemoryHintServerTest implements HintLineContract {

    private final InMemoryHintServer server = new InMemoryHintServer();

    @Override
    public HintLine line() {
        return server.line();
    }
}
