package dev.switchboard.adapter.in.web.netomi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeUpstreamToken;
import dev.switchboard.application.port.in.upstream.UseUpstreamToken.View;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class BotHealthIndicatorTest {

    private final FakeUpstreamToken bot = new FakeUpstreamToken();
    private final BotHealthIndicator indicator = new BotHealthIndicator(bot);

    private Status statusFor(View view) {
        bot.shows(view);
        return indicator.health().getStatus();
    }

    @Test
    void isUpWithAToken() {
        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isDegradedWithoutOne() {
        assertThat(statusFor(new View.Missing())).isEqualTo(new Status("DEGRADED"));
        assertThat(statusFor(new View.Refused())).isEqualTo(new Status("DEGRADED"));
    }

    @Test
    void saysNothingOfABotThatNobodyConfigured() {
        assertThat(statusFor(new View.NotConfigured())).isEqualTo(Status.UNKNOWN);
    }
}
