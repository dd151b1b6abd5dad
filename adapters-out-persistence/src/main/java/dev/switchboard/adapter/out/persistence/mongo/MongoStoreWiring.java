package dev.switchboard.adapter.out.persistence.mongo;

import dev.switchboard.adapter.out.persistence.document.DocumentTables;
import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.adapter.out.persistence.mongo.channel.MongoChannelRegistry;
import dev.switchboard.adapter.out.persistence.mongo.chat.MongoUserNames;
import dev.switchboard.adapter.out.persistence.mongo.cluster.MongoClusterWiring;
import dev.switchboard.adapter.out.persistence.mongo.conversation.MongoConversations;
import dev.switchboard.adapter.out.persistence.mongo.conversation.MongoRecentActivity;
import dev.switchboard.adapter.out.persistence.mongo.delivery.MongoBacklog;
import dev.switchboard.adapter.out.persistence.mongo.delivery.MongoDeliveryLog;
import dev.switchboard.adapter.out.persistence.mongo.delivery.MongoHeldMessages;
import dev.switchboard.adapter.out.persistence.mongo.document.MongoDocumentTable;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoEngineWiring;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.identity.MongoIdentityWiring;
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
import dev.switchboard.adapter.out.persistence.mongo.session.MongoSessionWiring;
import dev.switchboard.adapter.out.persistence.query.ChannelQueryProperties;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;
import org.springframework.data.mapping.model.SnakeCaseFieldNamingStrategy;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/// Wires all stateful ports for MongoDB. The hub starts even while MongoDB is down; the store's
/// health says so, and recovers when MongoDB is back.
public final class MongoStoreWiring implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.register(new MongoClusterWiring());
        registry.register(new MongoEngineWiring());
        registry.register(new MongoIdentityWiring());
        registry.register(new MongoSessionWiring());
        registry.registerBean(MongoJournal.class);
        registry.registerBean(MongoHistory.class);
        registry.registerBean(MongoRetention.class);
        registry.registerBean(MongoBacklog.class);
        registry.registerBean(MongoDeliveryLog.class);
        registry.registerBean(MongoHeldMessages.class);
        registry.registerBean(MongoConversations.class);
        registry.registerBean(MongoRecentActivity.class);
        registry.registerBean(MongoUserNames.class);
        registry.registerBean(MongoMediaFiles.class);
        registry.registerBean(MongoSealedSecrets.class);
        registry.registerBean(MongoSigningKeys.class);
        registry.registerBean(MongoEraser.class);
        registry.registerBean(MongoOrganisations.class);
        registry.registerBean(
                MappingMongoConverter.class,
                bean -> bean.supplier(context -> converter(context.bean(BodySeal.class))));
        registry.registerBean(
                DocumentTables.class, bean -> bean.supplier(MongoStoreWiring::documentTables));
        registry.registerBean(
                SettleBatcher.class,
                bean ->
                        bean.supplier(context ->
                                new SettleBatcher(
                                        context.bean(MongoStore.class),
                                        context.bean("storeExecutor", Executor.class))));
        registry.registerBean(
                ChannelRegistry.class, bean -> bean.supplier(MongoStoreWiring::channelRegistry));
    }

    private static MappingMongoConverter converter(BodySeal seal) {
        MongoCustomConversions conversions =
                new MongoCustomConversions(StoredText.converters(seal));
        MongoMappingContext context = new MongoMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        context.setFieldNamingStrategy(new SnakeCaseFieldNamingStrategy());
        // Otherwise the first message would wait for this.
        context.setInitialEntitySet(
                Set.of(MessageDocument.class, HeadDocument.class, RowDocument.class));
        context.initialize();
        MappingMongoConverter converter = new TextIdConverter(context);
        converter.setCustomConversions(conversions);
        // Documents contain no Java class names.
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        return converter;
    }

    /// Ids are texts, also those of 24 hexadecimal digits, which Spring would look up as if MongoDB
    /// had made them, and never find.
    private static final class TextIdConverter extends MappingMongoConverter {

        TextIdConverter(MongoMappingContext context) {
            super(NoOpDbRefResolver.INSTANCE, context);
        }

        @Override
        public @Nullable Object convertId(@Nullable Object id, Class<?> targetType) {
            return id;
        }
    }

    private static DocumentTables documentTables(SupplierContext context) {
        MongoStore store = context.bean(MongoStore.class);
        BodySeal seal = context.bean(BodySeal.class);
        PartitionOwnership ownership = context.bean(PartitionOwnership.class);
        return form -> new MongoDocumentTable(store, seal, form, ownership);
    }

    private static ChannelRegistry channelRegistry(SupplierContext context) {
        return new MongoChannelRegistry(
                context.bean(MongoStore.class),
                context.bean(SecretCipher.class),
                context.bean(ChannelQueryProperties.class).maxTime(),
                context.bean(Clock.class));
    }
}
