package dev.switchboard.adapter.out.persistence.mongo;

import dev.switchboard.adapter.out.persistence.document.DocumentConfiguration;
import dev.switchboard.adapter.out.persistence.document.DocumentTables;
import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.adapter.out.persistence.mongo.channel.MongoChannelRegistry;
import dev.switchboard.adapter.out.persistence.mongo.chat.MongoUserNames;
import dev.switchboard.adapter.out.persistence.mongo.cluster.MongoClusterConfiguration;
import dev.switchboard.adapter.out.persistence.mongo.conversation.MongoConversations;
import dev.switchboard.adapter.out.persistence.mongo.conversation.MongoRecentActivity;
import dev.switchboard.adapter.out.persistence.mongo.delivery.MongoBacklog;
import dev.switchboard.adapter.out.persistence.mongo.delivery.MongoDeliveryLog;
import dev.switchboard.adapter.out.persistence.mongo.delivery.MongoHeldMessages;
import dev.switchboard.adapter.out.persistence.mongo.document.MongoDocumentTable;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoEngineConfiguration;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.identity.MongoIdentityConfiguration;
import dev.switchboard.adapter.out.persistence.mongo.journal.MongoEraser;
import dev.switchboard.adapter.out.persistence.mongo.journal.MongoHistory;
import dev.switchboard.adapter.out.persistence.mongo.journal.MongoJournal;
import dev.switchboard.adapter.out.persistence.mongo.journal.MongoRetention;
import dev.switchboard.adapter.out.persistence.mongo.journal.SettleBatcher;
import dev.switchboard.adapter.out.persistence.mongo.keys.MongoSealedSecrets;
import dev.switchboard.adapter.out.persistence.mongo.keys.MongoSigningKeys;
import dev.switchboard.adapter.out.persistence.mongo.media.MongoMediaFiles;
import dev.switchboard.adapter.out.persistence.mongo.presence.MongoOrganisations;
import dev.switchboard.adapter.out.persistence.mongo.record.HeadDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.RowDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.StoredText;
import dev.switchboard.adapter.out.persistence.mongo.session.MongoSessionConfiguration;
import dev.switchboard.adapter.out.persistence.query.ChannelQueryProperties;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.mapping.model.SnakeCaseFieldNamingStrategy;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/// Wires all stateful ports for MongoDB. The hub starts even while MongoDB is down; the store's
/// health says so, and recovers when MongoDB is back.
@Configuration(proxyBeanMethods = false)
@Import({
    DocumentConfiguration.class,
    MongoClusterConfiguration.class,
    MongoEngineConfiguration.class,
    MongoIdentityConfiguration.class,
    MongoSessionConfiguration.class,
    MongoJournal.class,
    MongoHistory.class,
    MongoRetention.class,
    MongoBacklog.class,
    MongoDeliveryLog.class,
    MongoHeldMessages.class,
    MongoConversations.class,
    MongoRecentActivity.class,
    MongoUserNames.class,
    MongoMediaFiles.class,
    MongoSealedSecrets.class,
    MongoSigningKeys.class,
    MongoEraser.class,
    MongoOrganisations.class
})
@EnableConfigurationProperties(ChannelQueryProperties.class)
public class MongoStoreConfiguration {

    @Bean
    MappingMongoConverter mongoConverter(BodySeal seal) {
        MongoCustomConversions conversions =
                new MongoCustomConversions(StoredText.converters(seal));
        MongoMappingContext context = new MongoMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        context.setFieldNamingStrategy(new SnakeCaseFieldNamingStrategy());
        // Otherwise the first message would wait for this.
        context.setInitialEntitySet(
                Set.of(MessageDocument.class, HeadDocument.class, RowDocument.class));
        context.initialize();
        MappingMongoConverter converter =
                new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, context);
        converter.setCustomConversions(conversions);
        // Documents contain no Java class names.
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        return converter;
    }

    @Bean
    DocumentTables documentTables(MongoStore store, BodySeal seal, PartitionOwnership ownership) {
        return form -> new MongoDocumentTable(store, seal, form, ownership);
    }

    @Bean
    SettleBatcher settleLine(MongoStore store, @Qualifier("storeExecutor") Executor work) {
        return new SettleBatcher(store, work);
    }

    @Bean
    ChannelRegistry channelRegistry(
            MongoStore store, SecretCipher cipher, ChannelQueryProperties query, Clock clock) {
        return new MongoChannelRegistry(store, cipher, query.maxTime(), clock);
    }
}
