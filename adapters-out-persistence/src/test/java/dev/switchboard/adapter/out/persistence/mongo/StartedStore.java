package dev.switchboard.adapter.out.persistence.mongo;

import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import dev.switchboard.adapter.out.persistence.PersistenceAdapterConfiguration;
import dev.switchboard.adapter.out.persistence.StoreRunner;
import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.store.StoreHealth.Condition;
import dev.switchboard.application.port.out.store.StorePorts;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/// The store, wired by its configuration.
public final class StartedStore implements AutoCloseable {

    private static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();
    private final String uri;

    private StartedStore(String uri, CommandListener listener) {
        this(uri, listener, MASTER_KEY);
    }

    private StartedStore(String uri, CommandListener listener, String masterKey) {
        this(uri, listener, masterKey, false);
    }

    private StartedStore(String uri, CommandListener listener, String masterKey, boolean sealing) {
        this.uri = uri;
        Map<String, Object> properties =
                Map.of(
                        "switchboard.mongodb.uri",
                        uri,
                        "switchboard.master-key",
                        masterKey,
                        "switchboard.storage.seal-bodies",
                        sealing);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", properties));
        context.registerBean("storeExecutor", ExecutorService.class, () -> executor);
        context.registerBean(Clock.class, () -> new MutableClock());
        context.registerBean(CommandListener.class, () -> listener);
        context.registerBean(FakePartitionOwnership.class, FakePartitionOwnership::new);
        context.register(PersistenceAdapterConfiguration.class);
    }

    /// A store on a fresh database, ready for use.
    public static StartedStore ready() {
        return ready(new CommandListener() {});
    }

    public static StartedStore ready(CommandListener listener) {
        return at(MongoForTests.find().freshDatabase(), listener).whenReady();
    }

    /// A store with or without sealing.
    public static StartedStore sealing(String uri, boolean sealing) {
        CommandListener nobody = new CommandListener() {};
        return started(new StartedStore(uri, nobody, MASTER_KEY, sealing)).whenReady();
    }

    /// A store on a database that a test may disturb.
    public static StartedStore ready(ProxiedMongo mongo) {
        return at(mongo.uri()).whenReady();
    }

    public static StartedStore ready(ProxiedMongo mongo, CommandListener listener) {
        return at(mongo.uri(), listener).whenReady();
    }

    /// Its first check makes all indexes, which on a busy machine takes longer than a check may.
    public StartedStore whenReady() {
        StoreHealth health = bean(StoreHealth.class);
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> health.check() instanceof Condition.Ready);
        return this;
    }

    /// A store at this address, whether a server answers there or not.
    public static StartedStore at(String uri) {
        return at(uri, new CommandListener() {});
    }

    public static StartedStore at(String uri, CommandListener listener) {
        return started(new StartedStore(uri, listener));
    }

    /// A store with these master keys, in the form of the setting.
    public static StartedStore withKeys(String uri, String masterKeys) {
        return started(new StartedStore(uri, new CommandListener() {}, masterKeys));
    }

    private static StartedStore started(StartedStore store) {
        try {
            store.context.refresh();
        } catch (RuntimeException e) {
            store.executor.close();
            throw e;
        }
        return store;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public BeanFactory beans() {
        return context;
    }

    public StorePorts ports() {
        return StoreRunner.ports(context);
    }

    /// The database behind the ports.
    public MongoDatabase database() {
        String name = bean(MongoDatabaseFactory.class).getMongoDatabase().getName();
        return bean(MongoClient.class).getDatabase(name);
    }

    /// Stops the store and keeps the database for the next one.
    public void stop() {
        context.close();
        executor.close();
    }

    @Override
    public void close() {
        stop();
        MongoForTests.drop(uri);
    }
}
