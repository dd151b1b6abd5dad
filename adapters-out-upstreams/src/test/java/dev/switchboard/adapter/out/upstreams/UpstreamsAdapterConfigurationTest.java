package dev.switchboard.adapter.out.upstreams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeMediaLinks;
import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.InMemoryDeskSessions;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.InMemoryTokenVault;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.out.channel.EgressPolicy;
import dev.switchboard.application.port.out.channel.EgressPolicy.Decision;
import dev.switchboard.application.port.out.channel.WebhookSignatures;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.TimeLimits;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.ChannelGateway;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.application.port.out.upstream.SessionsGateway;
import dev.switchboard.application.port.out.upstream.TokenVault;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.upstream.TokenState;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class UpstreamsAdapterConfigurationTest {

    private static final Timer NEVER = (_, _) -> {};

    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withUserConfiguration(UpstreamsAdapterConfiguration.class)
                    .withBean(Clock.class, Clock::systemUTC)
                    .withBean(Timer.class, () -> NEVER)
                    .withBean(
                            TimeLimits.class,
                            () -> new SweptTimeLimits(NEVER, Clock.systemUTC(), System::nanoTime))
                    .withBean(TokenVault.class, InMemoryTokenVault::new)
                    .withBean(DeskSessions.class, InMemoryDeskSessions::new)
                    .withBean(PartitionOwnership.class, FakePartitionOwnership::new)
                    .withBean(Ids.class, SequentialIds::new)
                    .withBean(LinkMedia.class, FakeMediaLinks::new)
                    .withBean(UserNames.class, () -> new InMemoryStore().userNames())
                    .withBean(ExecutorService.class, Executors::newVirtualThreadPerTaskExecutor);

    @Test
    void offersThePortsOfChannelMessaging() {
        application.run(context ->
                assertThat(context)
                        .hasSingleBean(EgressPolicy.class)
                        .hasSingleBean(WebhookSignatures.class)
                        .hasSingleBean(ChannelGateway.class)
                        .hasSingleBean(SessionsGateway.class));
    }

    @Test
    void takesItsRulesFromTheProperties() {
        application
                .withPropertyValues(
                        "switchboard.egress.allow=localhost,10.0.0.0/8",
                        "switchboard.channels.require-https=true")
                .run(context -> {
                    EgressPolicy policy = context.getBean(EgressPolicy.class);

                    assertThat(policy.judge(EndpointUrl.parse("https://localhost/x")))
                            .isEqualTo(Decision.ALLOWED);
                    assertThat(policy.judge(EndpointUrl.parse("https://10.1.1.1/x")))
                            .isEqualTo(Decision.ALLOWED);
                    assertThat(policy.judge(EndpointUrl.parse("http://localhost/x")))
                            .isEqualTo(Decision.REFUSED);
                });
    }

    @Test
    void reachesNobodyWithoutASessionsServer() {
        application.run(context -> {
            var id = new MessageId("msg_0123456789abcdef0123456789abcdef");
            var call = new SessionsGateway.Call("s", id, "1");

            assertThat(context.getBean(SessionsGateway.class).forward(call))
                    .isEqualTo(new Unavailable(Cause.CONNECT, null, null));
        });
    }

    @Test
    void startsWithoutABot() {
        application.run(context -> {
            assertThat(context.getBean("netomi", Upstream.class).gateway())
                    .matches(gateway -> gateway.serves(Target.parse("bot:netomi")));
            assertThat(context.getBean("netomi", Upstream.class).tokens()).isNull();
        });
    }

    @Test
    void startsWhileTheBotIsAway() {
        application
                .withPropertyValues(
                        "switchboard.netomi.base-url=http://127.0.0.1:1",
                        "switchboard.netomi.auth-url=http://127.0.0.1:1",
                        "switchboard.netomi.channel-ref-id=ref",
                        "switchboard.netomi.virtual-agent-id=agent")
                .run(context ->
                        assertThat(context.getBean("netomi", Upstream.class).tokens())
                                .extracting(UpstreamTokens::state)
                                .isEqualTo(new TokenState.Missing()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "switchboard.egress.allow=http://localhost",
                "switchboard.netomi.base-url=bot",
                "switchboard.channels.request-timeout=0s",
                "switchboard.channels.request-timeout=soon",
                "switchboard.channels.sessions-server.url=sessions",
                "switchboard.channels.sessions-server.secret=no base64",
                "switchboard.channels.sessions-server.timeout=-1s",
            })
    void refusesToStartWithABadValue(String property) {
        application.withPropertyValues(property).run(context -> assertThat(context).hasFailed());
    }
}
