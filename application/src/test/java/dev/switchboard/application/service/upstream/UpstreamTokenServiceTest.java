package dev.switchboard.application.service.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.in.upstream.UseUpstreamToken;
import dev.switchboard.application.port.in.upstream.UseUpstreamToken.View;
import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.application.port.out.upstream.UpstreamTokens.State;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UpstreamTokenServiceTest {

    private static final Secret TOKEN = new Secret("canary");

    private final MutableClock clock = new MutableClock();
    private final Scripted tokens = new Scripted();
    private final UseUpstreamToken service = new UpstreamTokenService(tokens, clock);

    @Test
    void showsWhatIsHeldAndHowLong() {
        Instant end = clock.instant().plusSeconds(90);
        tokens.state = new State.Held(TOKEN, end);

        assertThat(service.view()).isEqualTo(new View.Held(TOKEN, end, Duration.ofSeconds(90)));
    }

    @Test
    void showsNoTokenThatIsOver() {
        tokens.state = new State.Held(TOKEN, clock.instant());

        assertThat(service.view()).isEqualTo(new View.Missing());
    }

    @Test
    void showsWhyThereIsNone() {
        tokens.state = new State.Missing();
        assertThat(service.view()).isEqualTo(new View.Missing());

        tokens.state = new State.Refused();
        assertThat(service.view()).isEqualTo(new View.Refused());

        tokens.state = new State.Unconfigured();
        assertThat(service.view()).isEqualTo(new View.NotConfigured());
    }

    @Test
    void passesTheOutcomeOfATradeOn() {
        tokens.refreshed = new UpstreamTokens.Refreshed.Answered("{}");
        assertThat(service.refresh(TOKEN)).isEqualTo(new UseUpstreamToken.Refreshed.Answered("{}"));

        tokens.refreshed = new UpstreamTokens.Refreshed.Failed(400, "no");
        assertThat(service.refresh(TOKEN))
                .isEqualTo(new UseUpstreamToken.Refreshed.Failed(400, "no"));

        tokens.refreshed = new UpstreamTokens.Refreshed.Unreachable();
        assertThat(service.refresh(TOKEN)).isEqualTo(new UseUpstreamToken.Refreshed.Unreachable());

        tokens.refreshed = new UpstreamTokens.Refreshed.Unconfigured();
        assertThat(service.refresh(TOKEN))
                .isEqualTo(new UseUpstreamToken.Refreshed.NotConfigured());
    }

    @Test
    void printsNoAnswer() {
        assertThat(new UseUpstreamToken.Refreshed.Answered("canary").toString())
                .doesNotContain("canary");
    }

    private static final class Scripted implements UpstreamTokens {
        private State state = new State.Missing();
        private Refreshed refreshed = new Refreshed.Unreachable();

        @Override
        public State state() {
            return state;
        }

        @Override
        public Refreshed refresh(Secret refreshToken) {
            return refreshed;
        }
    }
}
