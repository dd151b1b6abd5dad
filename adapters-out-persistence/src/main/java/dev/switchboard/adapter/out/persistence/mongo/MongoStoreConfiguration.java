package dev.switchboard.adapter.out.persistence.mongo;

import dev.switchboard.adapter.out.persistence.document.DocumentChats;
import dev.switchboard.adapter.out.persistence.document.DocumentDrafts;
import dev.switchboard.adapter.out.persistence.document.DocumentErasures;
import dev.switchboard.adapter.out.persistence.document.DocumentHandoffs;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.keys.KeyRing;
import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.adapter.out.persistence.mongo.channel.MongoChannelRegistry;
import dev.switchboard.adapter.out.persistence.mongo.chat.MongoUserNames;
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
import dev.switchboard.adapter.out.persistence.mongo.media.MongoMediaFiles;
import dev.switchboard.adapter.out.persistence.mongo.presence.MongoOrganisations;
import dev.switchboard.adapter.out.persistence.mongo.record.HeadDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.RowDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.StoredText;
import dev.switchboard.adapter.out.persistence.mongo.session.MongoSessionConfiguration;
import dev.switchboard.adapter.out.persistence.query.ChannelQueryProperties;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.delivery.HeldMessages;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.keys.SealedSecrets;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.people.Eraser;
import dev.switchboard.application.port.out.people.Erasures;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.store.Retention;
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
    MongoEngineConfiguration.class,
    MongoIdentityConfiguration.class,
    MongoSessionConfiguration.class
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
    SettleBatcher settleLine(MongoStore store, @Qualifier("storeExecutor") Executor work) {
        return new SettleBatcher(store, work);
    }

    @Bean
    Journal journal(MongoStore store, SettleBatcher line, Clock clock) {
        return new MongoJournal(store, line, clock);
    }

    @Bean
    History history(MongoStore store, SettleBatcher line) {
        return new MongoHistory(store, line);
    }

    @Bean
    Retention retention(MongoStore store, BodySeal seal) {
        return new MongoRetention(store, seal);
    }

    @Bean
    Backlog backlog(MongoStore store, MappingMongoConverter converter, Clock clock) {
        return new MongoBacklog(store, converter, clock);
    }

    @Bean
    DeliveryLog deliveryLog(MongoStore store, SettleBatcher line, Clock clock) {
        return new MongoDeliveryLog(store, line, clock);
    }

    @Bean
    HeldMessages heldMessages(MongoStore store) {
        return new MongoHeldMessages(store);
    }

    @Bean
    Conversations conversations(MongoStore store) {
        return new MongoConversations(store);
    }

    @Bean
    RecentActivity recentActivity(MongoStore store) {
        return new MongoRecentActivity(store);
    }

    @Bean
    Handoffs handoffs(MongoStore store, BodySeal seal) {
        return new DocumentHandoffs(new MongoDocumentTable(store, seal, TableForm.HANDOFFS));
    }

    @Bean
    Chats chats(MongoStore store, BodySeal seal) {
        return new DocumentChats(new MongoDocumentTable(store, seal, TableForm.CHATS));
    }

    @Bean
    UserNames userNames(MongoStore store) {
        return new MongoUserNames(store);
    }

    @Bean
    MediaFiles mediaFiles(MongoStore store) {
        return new MongoMediaFiles(store);
    }

    @Bean
    ChannelRegistry channelRegistry(
            MongoStore store, SecretCipher cipher, ChannelQueryProperties query, Clock clock) {
        return new MongoChannelRegistry(store, cipher, query.maxTime(), clock);
    }

    @Bean
    SealedSecrets sealedSecrets(MongoStore store, KeyRing keys, SecretCipher cipher) {
        return new MongoSealedSecrets(store, keys, cipher);
    }

    @Bean
    Eraser eraser(MongoStore store, SettleBatcher line) {
        return new MongoEraser(store, line);
    }

    @Bean
    Drafts drafts(MongoStore store, BodySeal seal) {
        return new DocumentDrafts(new MongoDocumentTable(store, seal, TableForm.DRAFTS));
    }

    @Bean
    Erasures erasures(MongoStore store, BodySeal seal) {
        return new DocumentErasures(new MongoDocumentTable(store, seal, TableForm.ERASURES));
    }

    @Bean
    Organisations organisations(MongoStore store) {
        return new MongoOrganisations(store);
    }
}
