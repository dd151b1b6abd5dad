package dev.switchboard.application.service.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.in.upstream.UseUpstreamToken;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.application.port.out.upstream.UserMessageGateway;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.upstream.TokenState;
import dev.switchboard.domain.upstream.TokenTrade;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpstreamTokenServiceTest {

    private static final Secret TOKEN = new Secret("canary");

    private final MutableClock clock = new MutableClock();
    private final Scripted bot = new Scripted();
    private final Scripted other = new Scripted();
    private final UseUpstreamToken service =
            new UpstreamTokenService(
                    List.of(
                            upstream("other", other),
                            upstream("tokenless", null),
                            upstream("bot", bot)),
                    clock);

    private static Upstream upstream(String name, @Nullable UpstreamTokens tokens) {
        return new Upstream(
                name,
                new NobodysGateway(),
                GateSettings.shared(1),
                new PushPolicy(1, List.of(), false),
                new Upstream.Waits(null, null, null, null),
                null,
                tokens);
    }

    @Test
    void showsWhatEachUpstreamHolds() {
        bot.state = new TokenState.Held(TOKEN, clock.instant().plusSeconds(90));
        other.state = new TokenState.Refused();

        assertThat(service.state("bot")).isEqualTo(bot.state);
        assertThat(service.state("other")).isEqualTo(new TokenState.Refused());
    }

    @Test
    void showsNoTokenThatIsOver() {
        bot.state = new TokenState.Held(TOKEN, clock.instant().plusSeconds(90));

        clock.advance(Duration.ofSeconds(90));

        assertThat(service.state("bot")).isEqualTo(new TokenState.Missing());
    }

    @Test
    void tradesWithTheUpstreamThatIsNamed() {
        bot.trade = new TokenTrade.Answered("{}");

        assertThat(service.refresh("bot", TOKEN)).isEqualTo(new TokenTrade.Answered("{}"));
        assertThat(service.refresh("other", TOKEN)).isEqualTo(new TokenTrade.Unreachable());
    }

    @Test
    void takesAnUpstreamWithoutTokensForOneThatIsNotConfigured() {
        for (String name : List.of("tokenless", "nobody")) {
            assertThat(service.state(name)).isEqualTo(new TokenState.NotConfigured());
            assertThat(service.refresh(name, TOKEN)).isEqualTo(new TokenTrade.NotConfigured());
        }
    }

    @Test
    void printsNoAnswer() {
        assertThat(new TokenTrade.Answered("canary").toString()).doesNotContain("canary");
    }

    private static final class Scripted implements UpstreamTokens {
        private TokenState state = new TokenState.Missing();
        private TokenTrade trade = new TokenTrade.Unreachable();

        @Override
        public TokenState state() {
            return state;
        }

        @Override
        public TokenTrade refresh(Secret refreshToken) {
            return trade;
        }
    }

    private static final class NobodysGateway implements UserMessageGateway {

        @Override
        public boolean serves(Target target) {
            return false;
        }

        @Override
        public SendOutcome send(Target target, Message message) {
            throw new AssertionError(target);
        }
    }
}
