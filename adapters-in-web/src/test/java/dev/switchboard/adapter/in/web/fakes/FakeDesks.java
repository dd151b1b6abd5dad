package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.upstream.WatchExternalDesks;
import dev.switchboard.domain.delivery.Target;
import java.util.List;

/// Desks with the state that a test sets.
public final class FakeDesks implements WatchExternalDesks {

    private volatile List<Desk> desks = List.of();

    public void set(Desk... now) {
        desks = List.of(now);
    }

    @Override
    public List<Desk> desks() {
        return desks;
    }

    @Override
    public boolean connected(Target desk) {
        return desks.stream().anyMatch(each -> each.desk().equals(desk));
    }
}
