package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.document.DocumentChats;
import dev.switchboard.adapter.out.persistence.document.DocumentDrafts;
import dev.switchboard.adapter.out.persistence.document.DocumentErasures;
import dev.switchboard.adapter.out.persistence.document.DocumentHandoffs;
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
import dev.switchboard.adapter.out.persistence.query.ChannelQueryProperties;
import dev.switchboard.application.port.out.backup.Backups;
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
@Import({IdentityStoreConfiguration.class, SessionStoreConfiguration.class})
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

    @Bean
    WriterCache writerCache() {
        return new WriterCache();
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
    SealedSecrets sealedSecrets(Store store, KeyRing keys, SecretCipher cipher) {
        return new EmbeddedSealedSecrets(store, keys, cipher);
    }

    @Bean
    Store store(
            StoreHandle gate,
            @Qualifier("platformThreads") ThreadFactory threads,
            TimeLimits limits) {
        return new Store(gate, threads, limits);
    }

    @Bean
    StoreHealth storeHealth(
            StoreHandle gate,
            Store store,
            DataDirectory directory,
            StorageProperties properties,
            Clock clock) {
        DiskFloor floor = DiskFloor.under(directory.store(), properties.minFreeDisk());
        return new EmbeddedStoreHealth(gate, store, floor, clock);
    }

    @Bean
    Journal journal(Store store, WriterCache cache, Clock clock) {
        return new EmbeddedJournal(store, cache, clock);
    }

    @Bean
    History history(Store store, WriterCache cache) {
        return new EmbeddedHistory(store, cache);
    }

    @Bean
    Backlog backlog(Store store, Clock clock) {
        return new EmbeddedBacklog(store, clock);
    }

    @Bean
    DeliveryLog deliveryLog(Store store) {
        return new EmbeddedDeliveryLog(store);
    }

    @Bean
    HeldMessages heldMessages(Store store) {
        return new EmbeddedHeldMessages(store);
    }

    @Bean
    Conversations conversations(Store store) {
        return new EmbeddedConversations(store);
    }

    @Bean
    RecentActivity recentActivity(Store store) {
        return new EmbeddedRecentActivity(store);
    }

    @Bean
    StoredConversations storedConversations() {
        return (records, conversation) -> ConversationHead.find(records, conversation).isPresent();
    }

    @Bean
    Retention retention(Store store, WriterCache cache) {
        EmbeddedDocumentTable handoffs = ColdTables.handoffs(store);
        EmbeddedDocumentTable chats = ColdTables.chats(store);
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
    Handoffs handoffs(Store store) {
        return new DocumentHandoffs(ColdTables.handoffs(store));
    }

    @Bean
    Chats chats(Store store) {
        return new DocumentChats(ColdTables.chats(store));
    }

    @Bean
    UserNames userNames(Store store) {
        return new EmbeddedUserNames(store);
    }

    @Bean
    MediaFiles mediaFiles(Store store) {
        return new EmbeddedMediaFiles(store);
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

    @Bean
    Eraser eraser(Store store) {
        return new EmbeddedEraser(store);
    }

    @Bean
    Drafts drafts(Store store) {
        return new DocumentDrafts(ColdTables.of(TableForm.DRAFTS, store));
    }

    @Bean
    Erasures erasures(Store store) {
        return new DocumentErasures(ColdTables.erasures(store));
    }

    @Bean
    Organisations organisations(Store store) {
        return new EmbeddedOrganisations(store);
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
