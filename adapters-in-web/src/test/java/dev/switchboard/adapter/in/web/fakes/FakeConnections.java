package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.session.WatchConnections;
import dev.switchboard.domain.session.OpenConnections;
import java.util.List;
import java.util.Map;

/// A hub with the connections that a test sets; none until then.
public final class FakeConnections implements WatchConnections {

    private static final Connected NONE =
            new Connected(null, new OpenConnections(List.of(), Map.of(), Map.of(), 0), 0);

    private volatile Connected connected = NONE;

    public void set(Connected changed) {
        connected = changed;
    }

    @Override
    public Connected connected() {
        return connected;
    }
}
