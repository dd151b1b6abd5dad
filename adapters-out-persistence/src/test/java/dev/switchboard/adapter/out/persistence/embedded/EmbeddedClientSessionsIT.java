package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.session.ClientSessionsContract;

class EmbeddedClientSessionsIT extends EmbeddedStoreCase implements ClientSessionsContract {

    @Override
    public ClientSessions sessions() {
        return new EmbeddedClientSessions(opened().store());
    }
}
