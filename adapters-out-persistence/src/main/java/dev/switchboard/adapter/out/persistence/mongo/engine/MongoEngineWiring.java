package dev.switchboard.adapter.out.persistence.mongo.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.keys.KeyRing;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.util.function.SingletonSupplier;

/// Wires the connection to MongoDB. Needs the converter for stored documents.
public final class MongoEngineWiring implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(MongoStoreHealth.class);
        registry.registerBean(
                MongoSettings.class, bean -> bean.supplier(MongoEngineWiring::settings));
        registry.registerBean(MongoClient.class, bean -> bean.supplier(MongoEngineWiring::client));
        registry.registerBean(
                MongoDatabaseFactory.class,
                bean ->
                        bean.supplier(context ->
                                new DeadlineDatabaseFactory(
                                        context.bean(MongoClient.class), databaseName(context))));
        registry.registerBean(Schema.class, bean -> bean.supplier(MongoEngineWiring::schema));
        registry.registerBean(
                BodySeal.class,
                bean ->
                        bean.supplier(context ->
                                new BodySeal(
                                        context.bean(BodySeal.Settings.class),
                                        new MongoDayKeys(database(context)))));
        registry.registerBean(MongoStore.class, bean -> bean.supplier(MongoEngineWiring::store));
    }

    private static MongoSettings settings(SupplierContext context) {
        return MongoSettings.of(context.bean(MongoStoreProperties.class).uri());
    }

    private static MongoClient client(SupplierContext context) {
        var settings = context.bean(MongoSettings.class).client();
        context.beanProvider(CommandListener.class)
                .orderedStream()
                .forEach(settings::addCommandListener);
        return MongoClients.create(settings.build());
    }

    private static String databaseName(SupplierContext context) {
        return context.bean(MongoSettings.class).database();
    }

    private static MongoDatabase database(SupplierContext context) {
        return context.bean(MongoClient.class).getDatabase(databaseName(context));
    }

    private static Schema schema(SupplierContext context) {
        Schema schema =
                new Schema(
                        database(context),
                        context.bean(KeyRing.class).ids(),
                        context.bean("storeExecutor", Executor.class),
                        context.bean(Clock.class));
        schema.start();
        return schema;
    }

    private static MongoStore store(SupplierContext context) {
        // Ownership is decided in this database, so it is made after this bean.
        Supplier<PartitionOwnership> ownership =
                SingletonSupplier.of(context.beanProvider(PartitionOwnership.class)::getObject);
        return new MongoStore(
                new MongoTemplate(
                        context.bean(MongoDatabaseFactory.class),
                        context.bean(MappingMongoConverter.class)),
                context.bean(Schema.class),
                () -> ownership.get().stands());
    }

    /// Limits each operation to the rest of its [Deadline], including all of the driver's waits and
    /// retries.
    private static final class DeadlineDatabaseFactory extends SimpleMongoClientDatabaseFactory {

        DeadlineDatabaseFactory(MongoClient client, String database) {
            super(client, database);
        }

        @Override
        protected MongoDatabase doGetMongoDatabase(String name) {
            return super.doGetMongoDatabase(name)
                    .withTimeout(Deadline.left().toMillis(), MILLISECONDS);
        }
    }
}
