package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.application.port.out.upstream.SharedDeskSessionsContract;

class InMemoryDeskSessionsTest implements SharedDeskSessionsContract {

    private final DeskSessions sessions = new InMemoryDeskSessions();

    @Override
    public DeskSessions sessions() {
        return sessions;
    }
}
