package dev.switchboard.adapter.in.web;

import dev.switchboard.adapter.in.web.audit.AuditWebConfiguration;
import dev.switchboard.adapter.in.web.backup.BackupWebConfiguration;
import dev.switchboard.adapter.in.web.body.BodyWebConfiguration;
import dev.switchboard.adapter.in.web.canned.CannedWebConfiguration;
import dev.switchboard.adapter.in.web.channel.ChannelWebConfiguration;
import dev.switchboard.adapter.in.web.console.ConsoleWebConfiguration;
import dev.switchboard.adapter.in.web.conversation.ConversationWebConfiguration;
import dev.switchboard.adapter.in.web.delivery.DeliveryWebConfiguration;
import dev.switchboard.adapter.in.web.error.ErrorWebConfiguration;
import dev.switchboard.adapter.in.web.figures.FigureWebConfiguration;
import dev.switchboard.adapter.in.web.health.HealthWebConfiguration;
import dev.switchboard.adapter.in.web.home.HomeWebConfiguration;
import dev.switchboard.adapter.in.web.identity.IdentityWebConfiguration;
import dev.switchboard.adapter.in.web.keys.KeysWebConfiguration;
import dev.switchboard.adapter.in.web.label.LabelWebConfiguration;
import dev.switchboard.adapter.in.web.media.MediaWebConfiguration;
import dev.switchboard.adapter.in.web.message.MessageWebConfiguration;
import dev.switchboard.adapter.in.web.netomi.NetomiWebConfiguration;
import dev.switchboard.adapter.in.web.notice.NoticeWebConfiguration;
import dev.switchboard.adapter.in.web.openapi.OpenApiConfiguration;
import dev.switchboard.adapter.in.web.peer.PeerWebConfiguration;
import dev.switchboard.adapter.in.web.pega.PegaWebConfiguration;
import dev.switchboard.adapter.in.web.people.PeopleWebConfiguration;
import dev.switchboard.adapter.in.web.preference.PreferenceWebConfiguration;
import dev.switchboard.adapter.in.web.presence.PresenceWebConfiguration;
import dev.switchboard.adapter.in.web.queue.QueueWebConfiguration;
import dev.switchboard.adapter.in.web.replay.ReplayWebConfiguration;
import dev.switchboard.adapter.in.web.request.RequestWebConfiguration;
import dev.switchboard.adapter.in.web.settings.SettingsWebConfiguration;
import dev.switchboard.adapter.in.web.view.ViewWebConfiguration;
import dev.switchboard.adapter.in.web.yalo.YaloWebConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The web adapter: everything that this hub serves over HTTP. Needs the inbound ports,
/// [java.time.Clock] and [dev.switchboard.application.port.out.time.Ids]; offers
/// [dev.switchboard.application.port.out.identity.AccessTokens] and
/// [dev.switchboard.application.port.out.identity.Passwords].
@Configuration(proxyBeanMethods = false)
@Import({
    AuditWebConfiguration.class,
    BackupWebConfiguration.class,
    CannedWebConfiguration.class,
    ChannelWebConfiguration.class,
    ConsoleWebConfiguration.class,
    ConversationWebConfiguration.class,
    DeliveryWebConfiguration.class,
    ErrorWebConfiguration.class,
    FigureWebConfiguration.class,
    HealthWebConfiguration.class,
    HomeWebConfiguration.class,
    IdentityWebConfiguration.class,
    KeysWebConfiguration.class,
    LabelWebConfiguration.class,
    QueueWebConfiguration.class,
    MediaWebConfiguration.class,
    MessageWebConfiguration.class,
    NetomiWebConfiguration.class,
    NoticeWebConfiguration.class,
    OpenApiConfiguration.class,
    PeerWebConfiguration.class,
    PegaWebConfiguration.class,
    PeopleWebConfiguration.class,
    PreferenceWebConfiguration.class,
    PresenceWebConfiguration.class,
    ReplayWebConfiguration.class,
    BodyWebConfiguration.class,
    RequestWebConfiguration.class,
    SettingsWebConfiguration.class,
    ViewWebConfiguration.class,
    YaloWebConfiguration.class
})
public class WebAdapterConfiguration {}
