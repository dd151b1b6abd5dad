package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.session.ClientId;
import java.util.ArrayList;
import java.util.List;

/// Answers what a test says, and remembers what it was asked.
public final class FakeSearch implements SearchMessages {

    private static final Found NOTHING = new Found.Page(List.of(), null, true);

    private final List<String> asked = new ArrayList<>();
    private Found answer = NOTHING;

    public void reset() {
        asked.clear();
        answer = NOTHING;
    }

    public void answer(Found next) {
        answer = next;
    }

    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public Found search(ClientId console, SearchQuery query) {
        throw new UnsupportedOperationException("consoles are not here");
    }

    @Override
    public Found find(TenantId tenant, SearchQuery query) {
        asked.add(tenant + " " + query);
        return answer;
    }
}
