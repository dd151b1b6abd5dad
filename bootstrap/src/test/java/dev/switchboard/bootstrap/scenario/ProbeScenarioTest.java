package dev.switchboard.bootstrap.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.ScriptedChannelGateway;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.domain.channel.Verification.Verdict;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProbeScenarioTest extends RelayStory {

    @Nested
    class AProbe {

        @Test
        void passesAChannelThatCallsBackAndForwardsNothing() {
            for (int i = 0; i < 2; i++) {
                world.channel.step(call -> {
                    hub.callback.accept(
                            World.answer(
                                    call.sessionId(),
                                    "{\"probe\":true}",
                                    call.messageId() + ".mac"));
                    return ScriptedChannelGateway.TAKEN;
                });
            }

            var probed = hub.operate.verify(Seed.CHANNEL).orElseThrow();

            assertThat(probed.verdict()).isEqualTo(Verdict.PASS_WITH_WARNINGS);
            assertThat(world.forwarded()).isEmpty();
            assertThat(world.channel.calls().getFirst().message())
                    .isEqualTo("\"Switchboard conformance probe\"");
        }

        @Test
        void failsAChannelThatRefuses() {
            world.channel.replies(new UpstreamReply.Refused(400, ""));

            assertThat(hub.operate.verify(Seed.CHANNEL).orElseThrow().verdict())
                    .isEqualTo(Verdict.FAIL);
        }
    }
}
