package dev.switchboard.adapter.out.persistence.mongo.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.keys.KeyRing;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.domain.secret.Secret;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.util.function.SingletonSupplier;

/// Wires the connection to MongoDB. Needs the converter for stored documents.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MongoEngineConfiguration.MongoStoreProperties.class)
@Import(MongoStoreHealth.class)
public class MongoEngineConfiguration {

    @Bean
    ConnectionString mongoUri(MongoStoreProperties properties) {
        return MongoSettings.parse(properties.uri());
    }

    @Bean
    MongoClient mongoClient(ConnectionString uri, ObjectProvider<CommandListener> listeners) {
        var settings = MongoSettings.forUri(uri);
        listeners.orderedStream().forEach(settings::addCommandListener);
        return MongoClients.create(settings.build());
    }

    @Bean
    MongoDatabaseFactory mongoDatabases(MongoClient client, ConnectionString uri) {
        return new DeadlineDatabaseFactory(client, MongoSettings.databaseOf(uri));
    }

    @Bean(initMethod = "start")
    Schema mongoSchema(
            MongoClient client,
            ConnectionString uri,
            KeyRing keys,
            @Qualifier("storeExecutor") Executor work,
            Clock clock) {
        return new Schema(
                client.getDatabase(MongoSettings.databaseOf(uri)), keys.ids(), work, clock);
    }

    @Bean
    BodySeal bodySeal(MongoClient client, ConnectionString uri, BodySeal.Settings settings) {
        MongoDatabase database = client.getDatabase(MongoSettings.databaseOf(uri));
        return new BodySeal(settings, new MongoDayKeys(database));
    }

    @Bean
    MongoStore mongoStore(
            MongoDatabaseFactory databases,
            MappingMongoConverter converter,
            Schema schema,
            ObjectProvider<PartitionOwnership> ownership) {
        // Ownership is decided in this database, so it is made after this bean.
        Supplier<PartitionOwnership> made = SingletonSupplier.of(ownership::getObject);
        return new MongoStore(
                new MongoTemplate(databases, converter), schema, () -> made.get().stands());
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

    /// @param uri the MongoDB connection string, with its credentials. Its path names the database;
    ///   `switchboard` if it has none
    @ConfigurationProperties("switchboard.mongodb")
    record MongoStoreProperties(Secret uri) {}
}
