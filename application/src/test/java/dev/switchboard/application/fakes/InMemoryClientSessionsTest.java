package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.session.ClientSessionsContract;

class InMemoryClientSessionsTest implements ClientSessionsContract {
    private final ClientSessions sessions = new InMemoryClientSessions();

    @Override
    public ClientSessions sessions() {
        return sessions;
    }
}
