package dev.switchboard.adapter.out.persistence.embedded;

import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.StoreRunner;
import dev.switchboard.adapter.out.persistence.embedded.engine.StoreHandle;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.cluster.HubRegistry;
import dev.switchboard.application.port.out.cluster.PartitionRegistry;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.delivery.Delivery.Answered;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;

/// The cost of a message on a store that no other hub can use, wired by its configuration. Sharing
/// costs it nothing: no write more, no byte, no thread.
///
/// An epoch would take eight bytes of a record, or one. So each figure is the one that there is,
/// without room for more.
class EmbeddedCostIT implements StoreContract {

    private static final int QUESTION = 509;
    private static final int ANSWER = 650;
    private static final int DELIVERED_TO_CHANNEL = 142;
    private static final int DELIVERED_TO_SESSIONS = 138;

    @TempDir Path folder;

    private final AtomicInteger threads = new AtomicInteger();
    private @Nullable ApplicationContext hub;

    @Override
    public StorePorts store() {
        return StoreRunner.ports(hub());
    }

    private ApplicationContext hub() {
        return requireNonNull(hub);
    }

    private void opened(Runnable story) {
        ThreadFactory daemons = Thread.ofPlatform().daemon().factory();
        new StoreRunner(new MutableClock(), folder)
                .embedded(false)
                .withAllowBeanDefinitionOverriding(true)
                .withBean(
                        "platformThreads",
                        ThreadFactory.class,
                        () ->
                                task -> {
                                    threads.incrementAndGet();
                                    return daemons.newThread(task);
                                })
                .run(context -> {
                    hub = context;
                    story.run();
                });
    }

    private WrittenSoFar written() {
        return WrittenSoFar.of(hub().getBean(StoreHandle.class), folder);
    }

    private WrittenSoFar by(Runnable step) {
        WrittenSoFar before = written();
        step.run();
        return written().since(before);
    }

    private void story(int number) {
        Message question = stored(message().keyed(key("key" + number, "f")));
        deliver(question, Seed.SLACK, Seed.NOW);
        Message answer = stored(answerTo(question.id()).keyed(key("token" + number, "f")));
        deliver(answer, Target.SESSIONS_SERVER, Seed.NOW);
        assertThat(deliveryOf(question, Seed.SLACK)).isInstanceOf(Answered.class);
    }

    @Test
    void costsOneSyncedWriteForEachStepOfAMessage() {
        opened(() -> {
            story(0);

            WrittenSoFar spent = by(() -> story(1));

            assertThat(spent.writes()).isEqualTo(4);
            assertThat(spent.syncs()).isEqualTo(4);
        });
    }

    @Test
    void writesNoByteBesideTheMessageAndItsDelivery() {
        opened(() -> {
            story(0);

            WrittenSoFar start = written();
            Message question = stored(message().keyed(key("key1", "f")));
            WrittenSoFar asked = written();
            deliver(question, Seed.SLACK, Seed.NOW);
            WrittenSoFar delivered = written();
            Message answer = stored(answerTo(question.id()).keyed(key("token1", "f")));
            WrittenSoFar answered = written();
            deliver(answer, Target.SESSIONS_SERVER, Seed.NOW);
            WrittenSoFar end = written();

            assertThat(asked.since(start).bytes()).isEqualTo(QUESTION);
            assertThat(delivered.since(asked).bytes()).isEqualTo(DELIVERED_TO_CHANNEL);
            assertThat(answered.since(delivered).bytes()).isEqualTo(ANSWER);
            assertThat(end.since(answered).bytes()).isEqualTo(DELIVERED_TO_SESSIONS);
        });
    }

    @Test
    void needsNoThreadForAMessage() {
        opened(() -> {
            story(0);
            int before = threads.get();

            for (int i = 1; i <= 20; i++) {
                story(i);
            }

            assertThat(before).isPositive();
            assertThat(threads.get()).isEqualTo(before);
        });
    }

    /// What is owned is known without asking anything: there is no table and there are no beats.
    @Test
    void keepsNoTableOfHubs() {
        opened(() -> {
            assertThat(hub().getBeansOfType(HubRegistry.class)).isEmpty();
            assertThat(hub().getBeansOfType(PartitionRegistry.class)).isEmpty();
        });
    }
}
