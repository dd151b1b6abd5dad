package dev.switchboard.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.delivery.HeldMessages;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.store.Retention;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.time.TimeLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// All ports of a store, wired by its configuration, as a hub has them.
///
/// @param dataDir the data directory
public record StoreRunner(MutableClock clock, Path dataDir) {

    private static final String SEALING = "switchboard.storage.seal-bodies=";

    public ApplicationContextRunner embedded(boolean sealing) {
        return store(sealing).withPropertyValues("switchboard.data-dir=" + dataDir);
    }

    /// @param uri names the database, which stays afterwards
    /// @param properties more settings, as `name=value`
    public void mongo(
            String uri, boolean sealing, Consumer<BeanFactory> story, String... properties) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            store(sealing)
                    .withBean("storeExecutor", ExecutorService.class, () -> executor)
                    .withBean(FakePartitionOwnership.class)
                    .withPropertyValues(
                            "switchboard.mongodb.uri=" + uri, "switchboard.data-dir=" + dataDir)
                    .withPropertyValues(properties)
                    .run(hub -> {
                        assertThat(hub).hasNotFailed();
                        StoreHealth health = hub.getBean(StoreHealth.class);
                        await().atMost(Duration.ofSeconds(30))
                                .until(() -> health.check() instanceof StoreHealth.Condition.Ready);
                        story.accept(hub);
                    });
        }
    }

    /// The ports of messages on a store that is open.
    public static StorePorts ports(BeanFactory store) {
        return new StorePorts(
                store.getBean(Journal.class),
                store.getBean(History.class),
                store.getBean(Backlog.class),
                store.getBean(DeliveryLog.class),
                store.getBean(Conversations.class),
                store.getBean(Retention.class),
                store.getBean(HeldMessages.class),
                store.getBean(RecentActivity.class));
    }

    private ApplicationContextRunner store(boolean sealing) {
        return new ApplicationContextRunner()
                .withUserConfiguration(PersistenceAdapterConfiguration.class)
                .withBean(Clock.class, () -> clock)
                .withBean(
                        TimeLimits.class,
                        () -> new SweptTimeLimits(new FakeTimer(clock), clock, () -> 0))
                .withBean(
                        "platformThreads",
                        ThreadFactory.class,
                        () -> Thread.ofPlatform().daemon().factory())
                .withPropertyValues(SEALING + sealing);
    }
}
