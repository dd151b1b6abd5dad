package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.PersistenceAdapterConfiguration;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.out.time.TimeLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// The store in a data directory, wired by its configuration, until it is closed.
public final class StartedEmbeddedStore implements AutoCloseable {

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();

    private StartedEmbeddedStore(Path dataDir) {
        MutableClock clock = new MutableClock();
        Map<String, Object> properties = Map.of("switchboard.data-dir", dataDir.toString());
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", properties));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(
                TimeLimits.class, () -> new SweptTimeLimits(new FakeTimer(clock), clock, () -> 0));
        context.registerBean(
                "platformThreads",
                ThreadFactory.class,
                () -> Thread.ofPlatform().daemon().factory());
        context.register(PersistenceAdapterConfiguration.class);
    }

    public static StartedEmbeddedStore in(Path dataDir) {
        StartedEmbeddedStore store = new StartedEmbeddedStore(dataDir);
        store.context.refresh();
        return store;
    }

    public BeanFactory beans() {
        return context;
    }

    @Override
    public void close() {
        context.close();
    }
}
