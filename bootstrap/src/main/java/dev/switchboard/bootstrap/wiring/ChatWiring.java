package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.chat.RegisterWebhooks;
import dev.switchboard.application.port.in.media.ServeMedia;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.media.MediaSignatures;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.PlatformWebhooks;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.chat.ChatModule;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.media.MediaModule;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.message.user.UserModule;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.bootstrap.settings.HubSettings;
import dev.switchboard.bootstrap.wiring.MessageWiring.PublicUrl;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the handover of external bots' users to people, and the exchange of files.
@Configuration(proxyBeanMethods = false)
class ChatWiring {

    @Bean
    ChatModule chatModule(
            Node node,
            RelayModule relays,
            HandoffModule handoffs,
            UserModule users,
            Chats chats,
            UserNames names,
            ObjectProvider<AgentDesk> outside,
            List<Upstream> upstreams) {
        return ChatModule.of(
                node,
                relays,
                handoffs,
                chats,
                names,
                outside.stream().toList(),
                upstreams,
                users.sender());
    }

    @Bean
    MediaModule mediaModule(
            MediaFiles files,
            MediaSignatures signatures,
            PublicUrl publicUrl,
            HubSettings hub,
            Clock clock) {
        return new MediaModule(files, signatures, publicUrl, hub.publicUrl() != null, clock);
    }

    @Bean
    ServeMedia serveMedia(
            MediaModule media, Node node, List<Upstream> upstreams, StoreHealth store) {
        return media.serve(node, upstreams, store::isShortOfRoom);
    }

    @Bean
    RegisterWebhooks registerWebhooks(PlatformWebhooks webhooks) {
        return ChatModule.webhooks(webhooks);
    }
}
