package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.document.DocumentTables;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.backup.EmbeddedBackups;
import dev.switchboard.adapter.out.persistence.embedded.channel.EmbeddedChannelRegistry;
import dev.switchboard.adapter.out.persistence.embedded.chat.EmbeddedUserNames;
import dev.switchboard.adapter.out.persistence.embedded.conversation.EmbeddedConversations;
import dev.switchboard.adapter.out.persistence.embedded.conversation.EmbeddedRecentActivity;
import dev.switchboard.adapter.out.persistence.embedded.delivery.EmbeddedBacklog;
import dev.switchboard.adapter.out.persistence.embedded.delivery.EmbeddedDeliveryLog;
import dev.switchboard.adapter.out.persistence.embedded.delivery.EmbeddedHeldMessages;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.document.EmbeddedDocumentTable;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.StoreHandle;
import dev.switchboard.adapter.out.persistence.embedded.identity.IdentityStoreWiring;
import dev.switchboard.adapter.out.persistence.embedded.journal.EmbeddedEraser;
import dev.switchboard.adapter.out.persistence.embedded.journal.EmbeddedHistory;
import dev.switchboard.adapter.out.persistence.embedded.journal.EmbeddedJournal;
import dev.switchboard.adapter.out.persistence.embedded.journal.EmbeddedRetention;
import dev.switchboard.adapter.out.persistence.embedded.journal.WriterCache;
import dev.switchboard.adapter.out.persistence.embedded.keys.EmbeddedSealedSecrets;
import dev.switchboard.adapter.out.persistence.embedded.media.EmbeddedMediaFiles;
import dev.switchboard.adapter.out.persistence.embedded.presence.EmbeddedOrganisations;
import dev.switchboard.adapter.out.persistence.embedded.record.ConversationHead;
import dev.switchboard.adapter.out.persistence.embedded.session.ConversationEnd;
import dev.switchboard.adapter.out.persistence.embedded.session.SessionStoreWiring;
import dev.switchboard.adapter.out.persistence.embedded.session.StoredConversations;
import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.keys.DataDirectoryProperties;
import dev.switchboard.adapter.out.persistence.keys.KeyRing;
import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.adapter.out.persistence.keys.SigningKeyFile;
import dev.switchboard.adapter.out.persistence.query.ChannelQueryProperties;
import dev.switchboard.application.port.out.backup.Backups;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.store.Retention;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.time.TimeLimits;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/// Wires the store in the data directory.
///
/// Needs `platformThreads`, a [ThreadFactory], because native code pins virtual threads.
public final class EmbeddedStoreWiring implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.register(new IdentityStoreWiring());
        registry.register(new SessionStoreWiring());
        registry.registerBean(WriterCache.class);
        registry.registerBean(EmbeddedSealedSecrets.class);
        registry.registerBean(SigningKeyFile.class);
        registry.registerBean(EmbeddedJournal.class);
        registry.registerBean(EmbeddedHistory.class);
        registry.registerBean(EmbeddedBacklog.class);
        registry.registerBean(EmbeddedDeliveryLog.class);
        registry.registerBean(EmbeddedHeldMessages.class);
        registry.registerBean(EmbeddedConversations.class);
        registry.registerBean(EmbeddedRecentActivity.class);
        registry.registerBean(EmbeddedUserNames.class);
        registry.registerBean(EmbeddedMediaFiles.class);
        registry.registerBean(EmbeddedEraser.class);
        registry.registerBean(EmbeddedOrganisations.class);
        registry.registerBean(
                DataDirectory.class, bean -> bean.supplier(EmbeddedStoreWiring::dataDirectory));
        registry.registerBean(
                StoreHandle.class, bean -> bean.supplier(EmbeddedStoreWiring::handle));
        registry.registerBean(Store.class, bean -> bean.supplier(EmbeddedStoreWiring::store));
        registry.registerBean(
                StoreHealth.class, bean -> bean.supplier(EmbeddedStoreWiring::health));
        registry.registerBean(
                DocumentTables.class,
                bean ->
                        bean.supplier(context -> {
                            Store store = context.bean(Store.class);
                            return form -> ColdTables.of(form, store);
                        }));
        registry.registerBean(
                StoredConversations.class,
                bean ->
                        bean.supplier(_ ->
                                (records, conversation) ->
                                        ConversationHead.find(records, conversation).isPresent()));
        registry.registerBean(
                Retention.class, bean -> bean.supplier(EmbeddedStoreWiring::retention));
        registry.registerBean(
                Backups.class,
                bean ->
                        bean.supplier(context ->
                                new EmbeddedBackups(
                                        context.bean(Store.class),
                                        context.bean(DataDirectory.class).store())));
        registry.registerBean(
                ChannelRegistry.class, bean -> bean.supplier(EmbeddedStoreWiring::channelRegistry));
    }

    private static DataDirectory dataDirectory(SupplierContext context) {
        DataDirectory directory =
                DataDirectory.claim(context.bean(DataDirectoryProperties.class).dataDir());
        directory.nativeCode().load();
        return directory;
    }

    private static StoreHandle handle(SupplierContext context) {
        EmbeddedStoreProperties properties = context.bean(EmbeddedStoreProperties.class);
        StoreHandle handle =
                new StoreHandle(
                        context.bean(DataDirectory.class).store(),
                        properties.memory().toBytes(),
                        context.bean(KeyRing.class).ids(),
                        context.bean(BodySeal.Settings.class),
                        context.bean("platformThreads", ThreadFactory.class),
                        properties.maxQueued(),
                        context.bean(WriterCache.class)::forget);
        handle.start();
        return handle;
    }

    private static Store store(SupplierContext context) {
        return new Store(
                context.bean(StoreHandle.class),
                context.bean("platformThreads", ThreadFactory.class),
                context.bean(TimeLimits.class));
    }

    private static StoreHealth health(SupplierContext context) {
        DiskFloor floor =
                DiskFloor.under(
                        context.bean(DataDirectory.class).store(),
                        context.bean(StorageProperties.class).minFreeDisk());
        return new EmbeddedStoreHealth(
                context.bean(StoreHandle.class),
                context.bean(Store.class),
                floor,
                context.bean(Clock.class));
    }

    private static Retention retention(SupplierContext context) {
        Store store = context.bean(Store.class);
        EmbeddedDocumentTable handoffs = ColdTables.of(TableForm.HANDOFFS, store);
        EmbeddedDocumentTable chats = ColdTables.of(TableForm.CHATS, store);
        return new EmbeddedRetention(
                store,
                context.bean(WriterCache.class),
                (batch, conversation) -> {
                    ConversationEnd.write(batch, conversation);
                    // what is open may begin in this very moment; it goes with the next end
                    handoffs.removeUnlessFlagged(batch, conversation.value());
                    chats.removeSeriesUnlessFlagged(batch, conversation.value());
                    EmbeddedUserNames.forget(batch, conversation);
                });
    }

    private static ChannelRegistry channelRegistry(SupplierContext context) {
        return new EmbeddedChannelRegistry(
                context.bean(Store.class),
                context.bean(SecretCipher.class),
                context.bean(Clock.class),
                context.bean(ChannelQueryProperties.class).maxTime());
    }

    /// @param maxQueued how many writes may wait for a group commit before further ones are refused
    /// @param memory memory for caches and for data not yet in tables, outside the Java heap
    @ConfigurationProperties("switchboard.embedded")
    public record EmbeddedStoreProperties(
            @DefaultValue("4096") int maxQueued, @DefaultValue("64MB") DataSize memory) {}

    /// @param minFreeDisk the free space below which nothing new is accepted
    @ConfigurationProperties("switchboard.storage")
    public record StorageProperties(@DefaultValue("512MB") DataSize minFreeDisk) {}
}
