package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.document.DocumentConfiguration;
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
import dev.switchboard.adapter.out.persistence.embedded.identity.IdentityStoreConfiguration;
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
import dev.switchboard.adapter.out.persistence.embedded.session.SessionStoreConfiguration;
import dev.switchboard.adapter.out.persistence.embedded.session.StoredConversations;
import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.keys.KeyRing;
import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.adapter.out.persistence.keys.SigningKeyFile;
import dev.switchboard.adapter.out.persistence.query.ChannelQueryProperties;
import dev.switchboard.application.port.out.backup.Backups;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.store.Retention;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.time.TimeLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.unit.DataSize;

/// Wires the store in the data directory.
///
/// Needs a `platformThreads` [ThreadFactory], because native code pins virtual threads.
@Configuration(proxyBeanMethods = false)
@Import({
    DocumentConfiguration.class,
    IdentityStoreConfiguration.class,
    SessionStoreConfiguration.class,
    WriterCache.class,
    EmbeddedSealedSecrets.class,
    SigningKeyFile.class,
    EmbeddedJournal.class,
    EmbeddedHistory.class,
    EmbeddedBacklog.class,
    EmbeddedDeliveryLog.class,
    EmbeddedHeldMessages.class,
    EmbeddedConversations.class,
    EmbeddedRecentActivity.class,
    EmbeddedUserNames.class,
    EmbeddedMediaFiles.class,
    EmbeddedEraser.class,
    EmbeddedOrganisations.class
})
@EnableConfigurationProperties({
    EmbeddedStoreConfiguration.DataDirectoryProperties.class,
    EmbeddedStoreConfiguration.EmbeddedStoreProperties.class,
    EmbeddedStoreConfiguration.StorageProperties.class,
    ChannelQueryProperties.class
})
public class EmbeddedStoreConfiguration {

    @Bean
    DataDirectory dataDirectory(DataDirectoryProperties properties) {
        DataDirectory directory = DataDirectory.claim(properties.dataDir());
        directory.nativeCode().load();
        return directory;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    StoreHandle storeGate(
            DataDirectory directory,
            KeyRing keys,
            BodySeal.Settings sealing,
            @Qualifier("platformThreads") ThreadFactory threads,
            EmbeddedStoreProperties properties,
            WriterCache cache) {
        return new StoreHandle(
                directory.store(),
                properties.memory().toBytes(),
                keys.ids(),
                sealing,
                threads,
                properties.maxQueued(),
                cache::forget);
    }

    @Bean
    Store store(
            StoreHandle handle,
            @Qualifier("platformThreads") ThreadFactory threads,
            TimeLimits limits) {
        return new Store(handle, threads, limits);
    }

    @Bean
    StoreHealth storeHealth(
            StoreHandle handle,
            Store store,
            DataDirectory directory,
            StorageProperties properties,
            Clock clock) {
        DiskFloor floor = DiskFloor.under(directory.store(), properties.minFreeDisk());
        return new EmbeddedStoreHealth(handle, store, floor, clock);
    }

    @Bean
    DocumentTables documentTables(Store store) {
        return form -> ColdTables.of(form, store);
    }

    @Bean
    StoredConversations storedConversations() {
        return (records, conversation) -> ConversationHead.find(records, conversation).isPresent();
    }

    @Bean
    Retention retention(Store store, WriterCache cache) {
        EmbeddedDocumentTable handoffs = ColdTables.of(TableForm.HANDOFFS, store);
        EmbeddedDocumentTable chats = ColdTables.of(TableForm.CHATS, store);
        return new EmbeddedRetention(
                store,
                cache,
                (batch, conversation) -> {
                    ConversationEnd.write(batch, conversation);
                    handoffs.remove(batch, conversation.value());
                    chats.removeSeries(batch, conversation.value());
                    EmbeddedUserNames.forget(batch, conversation);
                });
    }

    @Bean
    Backups backups(Store store, DataDirectory directory) {
        return new EmbeddedBackups(store, directory.store());
    }

    @Bean
    ChannelRegistry channelRegistry(
            Store store, SecretCipher cipher, Clock clock, ChannelQueryProperties properties) {
        return new EmbeddedChannelRegistry(store, cipher, clock, properties.maxTime());
    }

    /// @param maxQueued how many writes may wait for a group commit before further ones are refused
    /// @param memory memory for caches and for data not yet in tables, outside the Java heap
    @ConfigurationProperties("switchboard.embedded")
    record EmbeddedStoreProperties(
            @DefaultValue("4096") int maxQueued, @DefaultValue("64MB") DataSize memory) {}

    /// @param minFreeDisk the free space below which nothing new is accepted
    @ConfigurationProperties("switchboard.storage")
    record StorageProperties(@DefaultValue("512MB") DataSize minFreeDisk) {}

    /// @param dataDir the directory of the store and its lock
    @ConfigurationProperties("switchboard")
    record DataDirectoryProperties(@DefaultValue("data") Path dataDir) {}
}
