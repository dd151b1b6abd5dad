package dev.switchboard.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.ScriptedChannelGateway;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.service.conversation.ConversationModule;
import dev.switchboard.domain.channel.Verification.Verdict;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProbeScenarioTest extends RelayStory {

    /// Checks the parked deliveries and the recent conversations.
    void assertLeftNothing() {
        var parked =
                new FollowDeliveries.Query(
                        null, null, Set.of(Status.PARKED, Status.REFUSED), null, null, null, 10);
        var recent =
                ConversationModule.of(
                                world.store.conversations(),
                                world.store.history(),
                                world.store.recentActivity())
                        .recent();

        assertThat(hub.follow.list(parked).items()).isEmpty();
        assertThat(recent.latest(null, 10).conversations()).isEmpty();
    }

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
            assertLeftNothing();
        }

        @Test
        void failsAChannelThatRefuses() {
            world.channel.replies(new UpstreamReply.Refused(400, ""));

            assertThat(hub.operate.verify(Seed.CHANNEL).orElseThrow().verdict())
                    .isEqualTo(Verdict.FAIL);
            assertLeftNothing();
        }

        @Test
        void failsAChannelWhoseOwnReplyTakesAllTheTimeForItsCallback() {
            world.channel.during(
                    () -> world.clock.advance(Duration.ofSeconds(15)),
                    ScriptedChannelGateway.TAKEN);

            assertThat(hub.operate.verify(Seed.CHANNEL).orElseThrow().verdict())
                    .isEqualTo(Verdict.FAIL);
            assertLeftNothing();
        }

        @Test
        void namesAHostThatMayNotBeCalledAndTheSettingThatAllowsIt() {
            world.channel.replies(new UpstreamReply.Blocked());

            assertThat(hub.operate.verify(Seed.CHANNEL).orElseThrow().checks().getFirst().detail())
                    .isEqualTo(
                            "endpoint_url host is not allowed: list localhost:5001 in"
                                    + " SWITCHBOARD_EGRESS_ALLOW");
            assertLeftNothing();
        }
    }
}
