package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.backup.KeepBackups;
import dev.switchboard.application.port.in.conversation.ReadConversations;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation;
import dev.switchboard.application.port.in.conversation.ReadRecent;
import dev.switchboard.application.port.in.identity.LogIn;
import dev.switchboard.application.port.in.identity.ManageAccounts;
import dev.switchboard.application.port.in.upstream.UseUpstreamToken;
import dev.switchboard.application.port.out.audit.AuditCursor;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.audit.AuditSink;
import dev.switchboard.application.port.out.audit.CurrentCall;
import dev.switchboard.application.port.out.backup.Backups;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.application.port.out.identity.AccessTokens;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.application.port.out.identity.KeptLogIns;
import dev.switchboard.application.port.out.identity.Passwords;
import dev.switchboard.application.port.out.keys.SealedSecrets;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.audit.AuditReader;
import dev.switchboard.application.service.audit.AuditRetention;
import dev.switchboard.application.service.audit.AuditService;
import dev.switchboard.application.service.audit.AuditStream;
import dev.switchboard.application.service.audit.AuditedLogIn;
import dev.switchboard.application.service.backup.BackupService;
import dev.switchboard.application.service.backup.NoBackups;
import dev.switchboard.application.service.conversation.ConversationReader;
import dev.switchboard.application.service.conversation.OwnReader;
import dev.switchboard.application.service.conversation.RecentReader;
import dev.switchboard.application.service.identity.AccountService;
import dev.switchboard.application.service.identity.ApiKeyService;
import dev.switchboard.application.service.identity.ConfiguredAccounts;
import dev.switchboard.application.service.identity.FirstAdmin;
import dev.switchboard.application.service.identity.KnownAccounts;
import dev.switchboard.application.service.identity.KnownKeys;
import dev.switchboard.application.service.identity.LogInKeeper;
import dev.switchboard.application.service.identity.LogInService;
import dev.switchboard.application.service.keys.KeyService;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.upstream.UpstreamTokenService;
import dev.switchboard.bootstrap.lifecycle.FirstPassword;
import dev.switchboard.bootstrap.settings.ApiKeySettings;
import dev.switchboard.bootstrap.settings.AuditSettings;
import dev.switchboard.bootstrap.settings.RefreshSettings;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// Assembles accounts, log-in, audit, backups, upstreams' tokens, and reading of conversations.
@Configuration(proxyBeanMethods = false)
class AdminWiring {

    @Bean
    LogIn logIn(
            Accounts accounts,
            Passwords passwords,
            AccessTokens tokens,
            FirstPassword firstPassword,
            KeepAudit audit,
            Clock clock) {
        LogIn service =
                new AuditedLogIn(
                        new LogInService(accounts, passwords, tokens, clock), accounts, audit);
        return (username, password) -> {
            LogIn.Result result = service.logIn(username, password);
            if (result instanceof LogIn.Result.Granted
                    && username.equals(FirstAdmin.ADMIN.value())) {
                firstPassword.used();
            }
            return result;
        };
    }

    @Bean
    KnownAccounts knownAccounts(Accounts accounts, LongSupplier nanoTime) {
        return new KnownAccounts(accounts, nanoTime);
    }

    /// The standing of every grant, to an account or to one of its keys.
    @Bean
    @Primary
    KnownKeys knownKeys(
            ApiKeys keys,
            Accounts accounts,
            KnownAccounts known,
            Clock clock,
            LongSupplier nanoTime) {
        return new KnownKeys(keys, accounts, known, clock, nanoTime);
    }

    @Bean
    ApiKeyService apiKeyService(
            ApiKeys keys,
            Accounts accounts,
            KnownKeys known,
            ApiKeySettings settings,
            Ids ids,
            Clock clock) {
        return new ApiKeyService(keys, accounts, known, settings.longestLife(), ids, clock);
    }

    @Bean
    LogInKeeper logInKeeper(
            KeptLogIns kept,
            Accounts accounts,
            KnownAccounts known,
            AccessTokens tokens,
            KeepAudit audit,
            RefreshSettings settings,
            Ids ids,
            Clock clock) {
        LogInKeeper.Limits limits =
                new LogInKeeper.Limits(settings.idle(), settings.longestLife(), settings.grace());
        return new LogInKeeper(kept, accounts, known, tokens, audit, limits, ids, clock);
    }

    @Bean
    ManageAccounts manageAccounts(
            Accounts accounts, KnownAccounts known, Passwords passwords, Ids ids, Clock clock) {
        return new AccountService(accounts, known, passwords, ids, clock);
    }

    @Bean
    FirstAdmin firstAdmin(ManageAccounts accounts, KeepAudit audit, Ids ids) {
        return new FirstAdmin(accounts, audit, ids);
    }

    @Bean
    ConfiguredAccounts configuredAccounts(
            Accounts accounts,
            KnownAccounts known,
            Passwords passwords,
            KeepAudit audit,
            Ids ids,
            Clock clock) {
        return new ConfiguredAccounts(accounts, known, passwords, audit, ids, clock);
    }

    @Bean
    AuditService auditService(AuditLog log, CurrentCall calls, Ids ids, Clock clock) {
        return new AuditService(log, calls, ids, clock);
    }

    @Bean
    AuditReader auditReader(AuditLog log) {
        return new AuditReader(log);
    }

    @Bean
    AuditStream auditStream(AuditLog log, AuditCursor cursor, AuditSink sink, Clock clock) {
        return new AuditStream(log, cursor, sink, clock);
    }

    @Bean
    AuditRetention auditRetention(AuditLog log, AuditSettings settings, Clock clock) {
        return new AuditRetention(log, settings.retention(), clock);
    }

    @Bean
    KeyService keyService(SealedSecrets secrets, KeepAudit audit) {
        return new KeyService(secrets, audit);
    }

    /// Only the hub's own store supports backups.
    @Bean
    KeepBackups keepBackups(ObjectProvider<Backups> backups, Ids ids, Clock clock) {
        Backups own = backups.getIfAvailable();
        return own == null ? new NoBackups() : new BackupService(own, ids, clock);
    }

    @Bean
    ReadConversations readConversations(Conversations conversations, History history) {
        return new ConversationReader(conversations, history);
    }

    @Bean
    ReadOwnConversation readOwnConversation(LiveModule live, ReadConversations conversations) {
        return new OwnReader(live.ownership(), conversations);
    }

    @Bean
    UseUpstreamToken useUpstreamToken(List<Upstream> upstreams, Clock clock) {
        return new UpstreamTokenService(upstreams, clock);
    }

    @Bean
    ReadRecent readRecent(RecentActivity activity, Conversations conversations, History history) {
        return new RecentReader(activity, conversations, history);
    }
}
