package dev.switchboard.adapter.out.persistence.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.store.Retention;
import dev.switchboard.application.port.out.store.StoreHealth;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.mapping.model.SnakeCaseFieldNamingStrategy;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/// All stateful ports on MongoDB. Starts also while MongoDB is away: [StoreHealth] says so, and
/// mends it as soon as it is back.
@Configuration(proxyBeanMethods = false)
@Import(MongoLiveConfiguration.class)
@EnableConfigurationProperties({MongoStoreProperties.class, ChannelQueryProperties.class})
public class MongoStoreConfiguration {

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

    @Bean
    MappingMongoConverter mongoConverter() {
        MongoCustomConversions conversions = new MongoCustomConversions(List.of());
        MongoMappingContext context = new MongoMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        context.setFieldNamingStrategy(new SnakeCaseFieldNamingStrategy());
        // so that the first message is not the one that waits for it
        context.setInitialEntitySet(
                Set.of(MessageDocument.class, HeadDocument.class, RowDocument.class));
        context.initialize();
        MappingMongoConverter converter =
                new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, context);
        converter.setCustomConversions(conversions);
        // documents carry no Java class names
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        return converter;
    }

    @Bean(initMethod = "verify")
    Schema mongoSchema(
            MongoClient client, ConnectionString uri, @Qualifier("storeExecutor") Executor work) {
        return new Schema(client.getDatabase(MongoSettings.databaseOf(uri)), work);
    }

    @Bean
    MongoStore mongoStore(
            MongoDatabaseFactory databases, MappingMongoConverter converter, Schema schema) {
        return new MongoStore(new MongoTemplate(databases, converter), schema);
    }

    @Bean
    StoreHealth storeHealth(MongoClient client, MongoStore store, Schema schema, Clock clock) {
        return new MongoStoreHealth(client, store, schema, clock);
    }

    @Bean
    SettleLine settleLine(MongoStore store, @Qualifier("storeExecutor") Executor work) {
        return new SettleLine(store, work);
    }

    @Bean
    Journal journal(MongoStore store, SettleLine line, Clock clock) {
        return new MongoJournal(store, line, clock);
    }

    @Bean
    History history(MongoStore store, SettleLine line) {
        return new MongoHistory(store, line);
    }

    @Bean
    Backlog backlog(MongoStore store, MappingMongoConverter converter, Clock clock) {
        return new MongoBacklog(store, new OwedReading(converter, clock));
    }

    @Bean
    DeliveryLog deliveryLog(MongoStore store, SettleLine line, Clock clock) {
        return new MongoDeliveryLog(store, line, new TargetFigures(store, clock));
    }

    @Bean
    Conversations conversations(MongoStore store) {
        return new MongoConversations(store);
    }

    @Bean
    ChannelRegistry channelRegistry(
            MongoStore store, SecretCipher cipher, ChannelQueryProperties query) {
        return new MongoChannelRegistry(
                store, new ChannelReading(cipher), new ChannelWriting(cipher), query.maxTime());
    }

    @Bean
    Accounts accounts(MongoStore store) {
        return new MongoAccounts(store);
    }

    @Bean
    AuditLog auditLog(MongoStore store) {
        return new MongoAuditLog(store);
    }

    @Bean
    Retention retention(MongoStore store) {
        return new MongoRetention(store);
    }
}
