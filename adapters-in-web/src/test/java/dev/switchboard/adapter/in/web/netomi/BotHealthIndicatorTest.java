package dev.switchboard.adapter.in.web.netomi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeUpstreamToken;
import dev.switchboard.adapter.in.web.netomi.NetomiWebConfiguration.BotHealthIndicator;
import dev.switchboard.domain.upstream.TokenState;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class BotHealthIndicatorTest {

    private final FakeUpstreamToken bot = new FakeUpstreamToken();
    private final BotHealthIndicator indicator = new BotHealthIndicator(bot);

    private Status statusFor(TokenState view) {
        bot.shows(view);
        return indicator.health().getStatus();
    }

    @Test
    void isUpWithAToken() {
        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isDegradedWithoutOne() {
        assertThat(statusFor(new TokenState.Missing())).isEqualTo(new Status("DEGRADED"));
        assertThat(statusFor(new TokenState.Refused())).isEqualTo(new Status("DEGRADED"));
    }

    @Test
    void saysNothingOfABotThatNobodyConfigured() {
        assertThat(statusFor(new TokenState.NotConfigured())).isEqualTo(Status.UNKNOWN);
    }
}
