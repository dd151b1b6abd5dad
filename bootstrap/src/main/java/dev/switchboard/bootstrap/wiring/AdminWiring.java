package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.backup.KeepBackups;
import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.in.identity.LogIn;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.in.label.KeepLabels;
import dev.switchboard.application.port.out.audit.AuditCursor;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.audit.AuditSink;
import dev.switchboard.application.port.out.audit.CurrentCall;
import dev.switchboard.application.port.out.backup.Backups;
import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.application.port.out.identity.TokenCheck;
import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.preference.KeptPreferences;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.view.SavedViews;
import dev.switchboard.application.service.audit.AuditModule;
import dev.switchboard.application.service.backup.BackupService;
import dev.switchboard.application.service.canned.CannedReplyService;
import dev.switchboard.application.service.canned.OwnReplies;
import dev.switchboard.application.service.chat.ChatModule;
import dev.switchboard.application.service.conversation.ConversationModule;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.identity.IdentityModule;
import dev.switchboard.application.service.keys.KeyService;
import dev.switchboard.application.service.label.LabelService;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.message.user.UserModule;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.notice.NoticeBoard;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.people.PeopleModule;
import dev.switchboard.application.service.preference.PreferenceService;
import dev.switchboard.application.service.search.SearchModule;
import dev.switchboard.application.service.view.ViewService;
import dev.switchboard.bootstrap.lifecycle.FirstPassword;
import dev.switchboard.bootstrap.settings.AuditSettings;
import dev.switchboard.bootstrap.settings.IdentitySettings;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Accounts, log-in, audit, backups, master keys, notices, reading conversations, and erasing
/// people.
@Configuration(proxyBeanMethods = false)
@Import({
    IdentityModule.class,
    IdentityModule.Stores.class,
    PeopleModule.Stores.class,
    KeyService.class,
    NoticeBoard.class
})
class AdminWiring {

    @Bean
    AuditModule auditModule(
            AuditLog log,
            CurrentCall calls,
            AuditCursor cursor,
            AuditSink sink,
            AuditSettings settings,
            Ids ids,
            Clock clock) {
        return new AuditModule(log, calls, cursor, sink, settings.retention(), ids, clock);
    }

    @Bean
    IdentityModule.Settings identitySettings(IdentitySettings settings) {
        return settings.forModule();
    }

    @Bean
    LogIn logIn(IdentityModule identity, FirstPassword firstPassword) {
        return (username, password) -> {
            LogIn.Result result = identity.logIn().logIn(username, password);
            if (result instanceof LogIn.Result.Granted
                    && username.equals(IdentityModule.ADMIN.value())) {
                firstPassword.forget();
            }
            return result;
        };
    }

    @Bean
    ProveIdentity proveIdentity(TokenCheck tokens, FindTenants tenants) {
        return IdentityModule.proofs(tokens, tenants);
    }

    /// Only the hub's own store supports backups.
    @Bean
    KeepBackups keepBackups(ObjectProvider<Backups> backups, Ids ids, Clock clock) {
        return new BackupService(backups.getIfAvailable(), ids, clock);
    }

    @Bean
    KeepCannedReplies keepCannedReplies(CannedReplies replies) {
        return new CannedReplyService(replies);
    }

    @Bean
    PreferenceService preferenceService(KeptPreferences kept) {
        return new PreferenceService(kept);
    }

    @Bean
    ViewService viewService(SavedViews views, FindTenants tenants, Ids ids) {
        return new ViewService(views, tenants, ids);
    }

    @Bean
    OwnReplies ownReplies(CannedReplies replies, FindTenants tenants) {
        return new OwnReplies(replies, tenants);
    }

    @Bean
    KeepLabels keepLabels(LabelLists lists) {
        return new LabelService(lists);
    }

    @Bean
    ConversationModule conversationModule(
            Conversations conversations, History history, RecentActivity activity) {
        return ConversationModule.of(conversations, history, activity);
    }

    @Bean
    ReadOwnConversation readOwnConversation(ConversationModule conversations, LiveModule live) {
        return conversations.own(live);
    }

    @Bean
    PeopleModule peopleModule(
            Node node,
            PeerModule peers,
            RelayModule relays,
            HandoffModule handoffs,
            UserModule users,
            ChatModule chats,
            PeopleModule.Stores stores,
            SearchModule search,
            KeepAudit audit) {
        return PeopleModule.of(
                node, peers, relays, handoffs, users, chats, stores, search::erased, audit);
    }
}
