package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.keys.KeyRing;
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
import dev.switchboard.application.port.out.time.TimeLimits;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the store in the data directory.
///
/// Needs a `platformThreads` [ThreadFactory], for native code pins virtual threads.
@Configuration(proxyBeanMethods = false)
@Import(EmbeddedLiveConfiguration.class)
@EnableConfigurationProperties({
    DataDirectoryProperties.class,
    EmbeddedStoreProperties.class,
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
    KnownConversations knownConversations() {
        return new KnownConversations();
    }

    @Bean
    Schema schema(KeyRing keys) {
        return new Schema(keys.id());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    StoreGate storeGate(
            DataDirectory directory,
            Schema schema,
            @Qualifier("platformThreads") ThreadFactory threads,
            EmbeddedStoreProperties properties,
            KnownConversations known) {
        return new StoreGate(
                directory.database(), schema, threads, properties.maxQueued(), known::forgetAll);
    }

    @Bean
    EmbeddedStore embeddedStore(
            StoreGate gate,
            @Qualifier("platformThreads") ThreadFactory threads,
            TimeLimits limits) {
        return new EmbeddedStore(gate, threads, limits);
    }

    @Bean
    StoreHealth storeHealth(StoreGate gate, EmbeddedStore store, Schema schema, Clock clock) {
        return new EmbeddedStoreHealth(gate, store, schema, clock);
    }

    @Bean
    Journal journal(EmbeddedStore store, KnownConversations known, Clock clock) {
        return new EmbeddedJournal(store, known, clock);
    }

    @Bean
    History history(EmbeddedStore store) {
        return new EmbeddedHistory(store);
    }

    @Bean
    Backlog backlog(EmbeddedStore store, Clock clock) {
        return new EmbeddedBacklog(store, clock);
    }

    @Bean
    DeliveryLog deliveryLog(EmbeddedStore store) {
        return new EmbeddedDeliveryLog(store);
    }

    @Bean
    Conversations conversations(EmbeddedStore store) {
        return new EmbeddedConversations(store);
    }

    @Bean
    ChannelRegistry channelRegistry(
            EmbeddedStore store,
            SecretCipher cipher,
            Clock clock,
            ChannelQueryProperties properties) {
        return new EmbeddedChannelRegistry(store, cipher, clock, properties.maxTime());
    }

    @Bean
    Accounts accounts(EmbeddedStore store) {
        return new EmbeddedAccounts(store);
    }

    @Bean
    AuditLog auditLog(EmbeddedStore store) {
        return new EmbeddedAuditLog(store);
    }

    @Bean
    Retention retention(EmbeddedStore store, KnownConversations known) {
        return new EmbeddedRetention(store, known);
    }
}
