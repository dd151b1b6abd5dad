package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.channel.ResponseTokens;
import dev.switchboard.application.port.out.channel.WebhookSignatures;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.TimeLimits;
import dev.switchboard.application.port.out.upstream.ChannelGateway;
import dev.switchboard.application.port.out.upstream.SessionsGateway;
import dev.switchboard.application.service.channel.ChannelSwitch;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.delivery.WaitingCallers;
import dev.switchboard.application.service.message.CallbackProofs;
import dev.switchboard.application.service.message.ChannelAdmission;
import dev.switchboard.application.service.message.ChannelCallbackService;
import dev.switchboard.application.service.message.ChannelSender;
import dev.switchboard.application.service.message.KnownSessions;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.message.MessagingSettings;
import dev.switchboard.application.service.message.MessagingSettings.Callbacks;
import dev.switchboard.application.service.message.MessagingSettings.SessionsServer;
import dev.switchboard.application.service.message.ProbeCallbacks;
import dev.switchboard.application.service.message.RecentlySent;
import dev.switchboard.application.service.message.ResponseUrls;
import dev.switchboard.application.service.message.SendChannelMessageService;
import dev.switchboard.application.service.message.SessionsSender;
import dev.switchboard.application.service.message.SignatureProofs;
import dev.switchboard.application.service.message.SyncReplies;
import dev.switchboard.application.service.message.TokenProofs;
import dev.switchboard.bootstrap.settings.ChannelSettings;
import dev.switchboard.bootstrap.settings.HubSettings;
import dev.switchboard.domain.channel.ChannelId;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Messages in, answers back.
@Configuration(proxyBeanMethods = false)
class MessageWiring {

    @Bean
    PublicUrl publicUrl(HubSettings hub, Environment environment) {
        int port = environment.getProperty("server.port", Integer.class, 8000);
        return new PublicUrl(hub.publicUrl(), port);
    }

    @Bean
    ResponseUrls responseUrls(
            ResponseTokens tokens, PublicUrl publicUrl, ChannelSettings settings) {
        return new ResponseUrls(
                tokens,
                publicUrl,
                settings.responseUrlAllow().stream()
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
    }

    @Bean
    SessionsServer sessionsServer(Environment environment) {
        String url = environment.getProperty("switchboard.channels.sessions-server.url", "");
        return url.isBlank() ? SessionsServer.ABSENT : SessionsServer.CONFIGURED;
    }

    @Bean
    MessagingSettings messagingSettings(ChannelSettings settings) {
        Callbacks callbacks =
                switch (settings.callbackAuth()) {
                    case PROOF -> Callbacks.PROVEN;
                    case OPEN -> Callbacks.OPEN;
                };
        return new MessagingSettings(
                settings.syncWait(),
                callbacks,
                settings.responseTokenTtl(),
                settings.sessionRetention());
    }

    @Bean
    RecentlySent recentlySent() {
        return new RecentlySent();
    }

    @Bean
    MessageRelay messageRelay(
            Journal journal,
            History history,
            Lanes lanes,
            ConversationLocks locks,
            RelayTelemetry telemetry,
            RecentlySent sent,
            LiveEvents live,
            StoreHealth store) {
        return new MessageRelay(
                journal, history, lanes, locks, telemetry, sent, live, store::isShortOfRoom);
    }

    @Bean
    SendChannelMessage sendChannelMessage(
            ChannelAdmission admission,
            ResponseUrls responseUrls,
            MessageRelay relay,
            ConversationLocks locks,
            SyncReplies callers,
            MessagingSettings settings,
            Ids ids,
            Clock clock) {
        return new SendChannelMessageService(
                admission, responseUrls, relay, locks, callers, settings.syncWait(), ids, clock);
    }

    @Bean
    ChannelAdmission channelAdmission(
            ChannelRegistry registry, PendingCounts pending, ChannelSettings settings) {
        return new ChannelAdmission(registry, pending, settings.maxPending());
    }

    @Bean
    SyncReplies patientCallers(WaitingCallers callers, TimeLimits limits) {
        return new SyncReplies(callers, limits);
    }

    @Bean
    AcceptChannelCallback acceptChannelCallback(
            CallbackProofs proofs,
            MessageRelay relay,
            ConversationLocks locks,
            ProbeCallbacks probes,
            SessionsServer sessionsServer,
            Ids ids,
            Clock clock) {
        return new ChannelCallbackService(proofs, relay, locks, probes, sessionsServer, ids, clock);
    }

    @Bean
    CallbackProofs callbackProofs(
            ResponseTokens tokens,
            RecentlySent sent,
            History history,
            ChannelRegistry registry,
            WebhookSignatures signatures,
            Conversations conversations,
            MessagingSettings settings) {
        return new CallbackProofs(
                new TokenProofs(tokens, sent, history, settings.tokenLife()),
                new SignatureProofs(registry, signatures),
                new KnownSessions(conversations, history, settings.sessionRetention()),
                settings.callbacks());
    }

    @Bean
    ProbeCallbacks probeCallbacks() {
        return new ProbeCallbacks();
    }

    @Bean
    ChannelSender channelSender(
            ChannelRegistry registry,
            ChannelGateway gateway,
            ResponseUrls responseUrls,
            @Qualifier("whenGone") Consumer<ChannelId> whenGone,
            Clock clock) {
        return new ChannelSender(registry, gateway, responseUrls, whenGone, clock);
    }

    @Bean
    Consumer<ChannelId> whenGone(ChannelSwitch channels, ChannelSettings settings) {
        return settings.disableOn410() ? channels::gone : _ -> {};
    }

    @Bean
    SessionsSender sessionsSender(SessionsGateway gateway, SessionsServer sessionsServer) {
        return new SessionsSender(gateway, sessionsServer);
    }

    /// Our address as outsiders reach it: what the operator says, else the port we came to listen
    /// on.
    static final class PublicUrl
            implements Supplier<URI>, ApplicationListener<WebServerInitializedEvent> {

        private final boolean fixed;
        private volatile URI url;

        PublicUrl(@Nullable URI configured, int port) {
            this.fixed = configured != null;
            this.url = configured != null ? withoutSlash(configured) : local(port);
        }

        @Override
        public void onApplicationEvent(WebServerInitializedEvent event) {
            boolean management = event.getApplicationContext().getServerNamespace() != null;
            if (!fixed && !management) {
                url = local(event.getWebServer().getPort());
            }
        }

        @Override
        public URI get() {
            return url;
        }

        private static URI local(int port) {
            return URI.create("http://localhost:" + port);
        }

        private static URI withoutSlash(URI configured) {
            String text = configured.toString();
            return text.endsWith("/")
                    ? URI.create(text.substring(0, text.length() - 1))
                    : configured;
        }
    }
}
