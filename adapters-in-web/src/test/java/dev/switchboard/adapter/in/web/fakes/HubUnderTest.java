package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.adapter.in.web.WebAdapterConfiguration;
import dev.switchboard.adapter.in.web.identity.token.ClientTokens;
import dev.switchboard.application.fakes.FakeMediaLinks;
import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.InMemorySigningKeys;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.in.channel.ManageChannels;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.in.cluster.WatchPeers;
import dev.switchboard.application.port.in.health.WatchHealth;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.in.settings.ReadSettings;
import dev.switchboard.application.port.in.settings.ReadSettings.Setting;
import dev.switchboard.application.port.in.settings.ReadSettings.Source;
import dev.switchboard.application.port.out.identity.AccessTokens;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.delivery.DeliveryRule;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

@SpringBootConfiguration
@EnableAutoConfiguration
@Import({WebAdapterConfiguration.class, PresenceCore.class, ClientTokens.class, KeyCore.class})
class HubUnderTest {

    @Bean
    MutableClock clock() {
        return new MutableClock();
    }

    @Bean
    ThreadFactory longWork() {
        return Thread.ofPlatform().factory();
    }

    @Bean
    Ids ids() {
        return new SequentialIds();
    }

    @Bean
    InMemorySigningKeys signingKeys() {
        return new InMemorySigningKeys();
    }

    @Bean
    FakeLogIn logIn() {
        return new FakeLogIn();
    }

    @Bean
    FakePartitionOwnership ownership() {
        return new FakePartitionOwnership();
    }

    @Bean
    WatchPeers peers() {
        return () -> true;
    }

    @Bean
    FakeStanding standing() {
        return new FakeStanding();
    }

    @Bean
    FakeManageAccounts accounts() {
        return new FakeManageAccounts();
    }

    @Bean
    FakeAudit audit() {
        return new FakeAudit();
    }

    @Bean
    FakeAgentHistory agentHistory() {
        return new FakeAgentHistory();
    }

    @Bean
    FakeTenants tenants() {
        return new FakeTenants();
    }

    @Bean
    FakeKeys keys() {
        return new FakeKeys();
    }

    @Bean
    FakeCannedReplies cannedReplies() {
        return new FakeCannedReplies();
    }

    @Bean
    FakePreferences preferences() {
        return new FakePreferences();
    }

    @Bean
    FakeViews views() {
        return new FakeViews();
    }

    @Bean
    FakeLabels labels() {
        return new FakeLabels();
    }

    @Bean
    FakeGoals goals() {
        return new FakeGoals();
    }

    @Bean
    FakeNotices notices() {
        return new FakeNotices();
    }

    @Bean
    FakeFigures figures() {
        return new FakeFigures();
    }

    @Bean
    FakeBackups backups() {
        return new FakeBackups();
    }

    @Bean
    ReadSettings settings() {
        return () ->
                List.of(
                        new Setting(
                                "switchboard.retention",
                                "7d",
                                false,
                                "30d",
                                Source.FILE,
                                "switchboard.yml:2",
                                "how long settled messages are kept"),
                        new Setting(
                                "switchboard.admin-password",
                                null,
                                true,
                                "",
                                Source.ENVIRONMENT,
                                "SWITCHBOARD_ADMIN_PASSWORD",
                                ""));
    }

    @Bean
    FakeConversations conversations() {
        return new FakeConversations();
    }

    @Bean
    FakeSearch search() {
        return new FakeSearch();
    }

    @Bean
    FakePeople people() {
        return new FakePeople();
    }

    @Bean
    FakeErasures erasures() {
        return new FakeErasures();
    }

    @Bean
    FakeOwn own() {
        return new FakeOwn();
    }

    @Bean
    DeliveryRule rule() {
        return DeliveryRule.USUAL;
    }

    @Bean
    FakeDeliveries deliveries() {
        return new FakeDeliveries();
    }

    @Bean
    FakeChannelReplays channelReplays() {
        return new FakeChannelReplays();
    }

    @Bean
    FakeReplays replays() {
        return new FakeReplays();
    }

    @Bean
    WatchHealth.Build build() {
        return new WatchHealth.Build("1.2.3", "5f96c8a4");
    }

    @Bean
    FakeLanes lanes() {
        return new FakeLanes();
    }

    @Bean
    FakeConnections connections() {
        return new FakeConnections();
    }

    @Bean
    FakeCluster cluster() {
        return new FakeCluster();
    }

    @Bean
    FakePace pace() {
        return new FakePace();
    }

    @Bean
    FakeHealth health() {
        return new FakeHealth();
    }

    @Bean
    ManageChannels channels() {
        return Away.port(ManageChannels.class);
    }

    @Bean
    OperateChannels operations() {
        return Away.port(OperateChannels.class);
    }

    @Bean
    SendChannelMessage sending() {
        return Away.port(SendChannelMessage.class);
    }

    @Bean
    AcceptChannelCallback callbacks() {
        return Away.port(AcceptChannelCallback.class);
    }

    @Bean
    FakeReplies replies() {
        return new FakeReplies();
    }

    @Bean
    FakeDesks desks() {
        return new FakeDesks();
    }

    @Bean
    FakeDeskTokens deskTokens() {
        return new FakeDeskTokens();
    }

    @Bean
    SendUserMessage userMessages() {
        return Away.port(SendUserMessage.class);
    }

    @Bean
    FakeChats chats(MutableClock clock) {
        return new FakeChats(clock);
    }

    @Bean
    FakeMedia media() {
        return new FakeMedia();
    }

    @Bean
    LinkMedia mediaLinks() {
        return new FakeMediaLinks();
    }

    @Bean
    FakeRecent recent() {
        return new FakeRecent();
    }

    @Bean
    FakeBrowsers browsers() {
        return new FakeBrowsers();
    }

    @Bean
    FakeUpstreamToken upstreamToken() {
        return new FakeUpstreamToken();
    }

    @Bean
    Supplier<URI> publicUrl() {
        return () -> URI.create("https://hub.example");
    }

    @Bean
    Hub hub(Environment environment, AccessTokens tokens, MutableClock clock) {
        return new Hub(
                () -> environment.getRequiredProperty("local.server.port", Integer.class),
                tokens,
                clock);
    }
}
