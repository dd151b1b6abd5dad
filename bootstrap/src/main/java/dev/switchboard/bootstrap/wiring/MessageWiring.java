package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.channel.EgressPolicy;
import dev.switchboard.application.service.channel.ChannelModule;
import dev.switchboard.application.service.cluster.ClusterModule;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.message.MessageModule;
import dev.switchboard.application.service.message.MessagingSettings;
import dev.switchboard.application.service.message.MessagingSettings.Callbacks;
import dev.switchboard.application.service.message.MessagingSettings.SessionsServer;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.bootstrap.settings.ChannelSettings;
import dev.switchboard.bootstrap.settings.HubSettings;
import dev.switchboard.domain.channel.ChannelId;
import java.net.URI;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/// Assembles messages to channels, their callbacks, and the channel registry.
@Configuration(proxyBeanMethods = false)
@Import(MessageModule.Channels.class)
class MessageWiring {

    @Bean
    PublicUrl publicUrl(HubSettings hub, Environment environment) {
        int port = environment.getProperty("server.port", Integer.class, 8000);
        return new PublicUrl(hub.publicUrl(), port);
    }

    @Bean
    MessagingSettings messagingSettings(ChannelSettings settings, Environment environment) {
        String sessionsServer =
                environment.getProperty("switchboard.channels.sessions-server.url", "");
        return new MessagingSettings(
                settings.syncWait(),
                switch (settings.callbackAuth()) {
                    case PROOF -> Callbacks.PROVEN;
                    case OPEN -> Callbacks.OPEN;
                },
                settings.responseTokenTtl(),
                settings.sessionRetention(),
                settings.silentAfter(),
                settings.maxPending(),
                settings.responseUrlAllow().stream()
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                sessionsServer.isBlank() ? SessionsServer.ABSENT : SessionsServer.CONFIGURED);
    }

    @Bean
    MessageModule messageModule(
            Node node,
            RelayModule relays,
            MessageModule.Channels channels,
            MessagingSettings messaging,
            PublicUrl publicUrl,
            ChannelSettings settings) {
        Consumer<ChannelId> whenGone =
                settings.disableOn410() ? ChannelModule.whenGone(channels.registry()) : _ -> {};
        return MessageModule.of(node, relays, channels, messaging, publicUrl, whenGone);
    }

    @Bean
    ChannelModule channelModule(
            Node node,
            DeliveryModule delivery,
            ChannelRegistry registry,
            EgressPolicy egress,
            MessageModule messages,
            ClusterModule cluster) {
        ChannelModule channels =
                ChannelModule.of(node, delivery, registry, egress, messages.probe(), cluster::tell);
        cluster.listen(channels.listener());
        return channels;
    }

    /// The hub's public address: the configured one, or localhost with the port that the server
    /// listens on.
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
