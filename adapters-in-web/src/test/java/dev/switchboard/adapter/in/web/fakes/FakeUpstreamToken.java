package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.upstream.UseUpstreamToken;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The bot's token as a test wants it; there is a good one to begin with.
public final class FakeUpstreamToken implements UseUpstreamToken {

    private View view =
            new View.Held(
                    new Secret("server-token"),
                    Instant.parse("2026-01-31T12:00:00Z"),
                    Duration.ofHours(1));
    private Refreshed refreshed = new Refreshed.Answered("{\"token\":\"new\"}");
    private final List<Secret> traded = new ArrayList<>();

    public void shows(View changed) {
        view = changed;
    }

    public void answers(Refreshed changed) {
        refreshed = changed;
    }

    public List<Secret> traded() {
        return traded;
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public Refreshed refresh(Secret refreshToken) {
        traded.add(refreshToken);
        return refreshed;
    }
}
