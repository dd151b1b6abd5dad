package dev.switchboard.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.channel.ResponseTokens;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.delivery.HeldMessages;
import dev.switchboard.application.port.out.delivery.WholeBacklog;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.session.ResumeTokens;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.Retention;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.time.TimeLimits;
import dev.switchboard.application.port.out.upstream.TokenVault;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PersistenceAdapterConfigurationIT {

    private static final List<Class<?>> PORTS =
            List.of(
                    Journal.class,
                    History.class,
                    Backlog.class,
                    DeliveryLog.class,
                    Conversations.class,
                    UserNames.class,
                    ChannelRegistry.class,
                    Accounts.class,
                    AuditLog.class,
                    Retention.class,
                    StoreHealth.class,
                    ResponseTokens.class,
                    RecentActivity.class,
                    HeldMessages.class,
                    WaitingParts.class,
                    AgentSessions.class,
                    Claims.class,
                    ClientSessions.class,
                    ResumeTokens.class,
                    TokenVault.class);

    @TempDir Path dataDir;

    @Test
    void offersEveryPortOnceWithoutAnyDatabase() {
        hub().run(context -> {
            assertThat(PORTS).allSatisfy(it -> assertThat(context).hasSingleBean(it));
            assertThat(context.getBean(StoreHealth.class).check())
                    .isEqualTo(new StoreHealth.Condition.Ready("fsync"));
        });
    }

    @Test
    void findsAfterARestartWhatItStored() {
        EntryDraft draft = EntryDraft.message();
        hub().run(context -> {
            context.getBean(ChannelRegistry.class).insert(Seed.channel());
            context.getBean(Journal.class).append(draft.entry());
        });

        hub().run(context -> {
            assertThat(context.getBean(ChannelRegistry.class).find(Seed.CHANNEL))
                    .contains(Seed.channel());
            assertThat(WholeBacklog.of(context.getBean(Backlog.class)).lanes()).hasSize(1);
        });
    }

    @Test
    void forgetsTheNamesOfAUserWithTheConversation() {
        ConversationId phone = ConversationId.of("bot", "acme:52155");
        UserIdentity user =
                UserIdentity.of(phone).with(List.of(ConversationId.of("bot", "acme:MX.1")));
        Instant later = Seed.NOW.plus(Duration.ofDays(40));
        hub().run(context -> {
            UserNames names = context.getBean(UserNames.class);
            names.replace(List.of(), user);
            context.getBean(Journal.class).append(EntryDraft.question().in(phone).owedTo().entry());
            assertThat(names.find(user.names())).containsExactly(user);

            context.getBean(Retention.class).purge(later, later, later);

            assertThat(names.find(user.names())).isEmpty();
        });
    }

    @Test
    void refusesToStartBesideAnotherHub() {
        hub().run(_ ->
                hub().run(second ->
                        assertThat(second)
                                .getFailure()
                                .rootCause()
                                .hasMessageStartingWith("Another hub is using")));
    }

    @Test
    void takesItsMasterKeyFromTheConfigurationAndPrintsItNowhere() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);

        hub().withPropertyValues("switchboard.master-key=" + key)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(dataDir.resolve("keys")).doesNotExist();
                });
        hub().withPropertyValues("switchboard.master-key=nonsense!")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessage(
                                        "The master key in switchboard.master-key is not"
                                                + " base64."));
    }

    private ApplicationContextRunner hub() {
        return new ApplicationContextRunner()
                .withUserConfiguration(PersistenceAdapterConfiguration.class)
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(TimeLimits.class, PersistenceAdapterConfigurationIT::limits)
                .withBean(
                        "platformThreads",
                        ThreadFactory.class,
                        () -> Thread.ofPlatform().daemon().factory())
                .withBean("virtualThreads", Executor.class, () -> Thread::startVirtualThread)
                .withPropertyValues("switchboard.data-dir=" + dataDir);
    }

    /// Limits on a clock that stands still.
    private static TimeLimits limits() {
        MutableClock clock = new MutableClock();
        return new SweptTimeLimits(new FakeTimer(clock), clock, () -> 0);
    }
}
