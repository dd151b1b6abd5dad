package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.application.port.in.upstream.UseUpstreamToken;
import dev.switchboard.application.port.in.upstream.UseUpstreamToken.View;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// A bot that does not let us in limits the hub without stopping it: messages to it wait (contract
/// netomi 3.2).
final class BotHealthIndicator implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");
    private static final String STATE = "token";

    private final UseUpstreamToken bot;

    BotHealthIndicator(UseUpstreamToken bot) {
        this.bot = bot;
    }

    @Override
    public Health health() {
        return switch (bot.view()) {
            case View.NotConfigured _ ->
                    Health.unknown().withDetail(STATE, "not configured").build();
            case View.Missing _ -> Health.status(DEGRADED).withDetail(STATE, "missing").build();
            case View.Refused _ -> Health.status(DEGRADED).withDetail(STATE, "refused").build();
            case View.Held _ -> Health.up().build();
        };
    }
}
