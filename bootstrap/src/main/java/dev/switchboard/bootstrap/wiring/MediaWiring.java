package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.media.ServeMedia;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.media.MediaSignatures;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.port.out.upstream.Upstream.Chats;
import dev.switchboard.application.port.out.upstream.UserFiles;
import dev.switchboard.application.service.media.Media;
import dev.switchboard.application.service.media.MediaLinks;
import dev.switchboard.bootstrap.settings.HubSettings;
import dev.switchboard.bootstrap.wiring.MessageWiring.PublicUrl;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Assembles the files of users and agents.
@Configuration(proxyBeanMethods = false)
class MediaWiring {

    @Bean
    MediaLinks mediaLinks(
            MediaFiles files,
            MediaSignatures signatures,
            PublicUrl publicUrl,
            HubSettings hub,
            Clock clock) {
        return new MediaLinks(files, signatures, publicUrl, hub.publicUrl() != null, clock);
    }

    @Bean
    ServeMedia serveMedia(
            MediaFiles files,
            MediaLinks links,
            History history,
            List<Upstream> upstreams,
            Ids ids,
            Clock clock,
            StoreHealth store) {
        Map<String, UserFiles> ofUsers = new HashMap<>();
        for (Upstream upstream : upstreams) {
            Chats chats = upstream.chats();
            if (chats != null) {
                ofUsers.put(upstream.name(), chats.files());
            }
        }
        return new Media(files, links, history, ofUsers, ids, clock, store::isShortOfRoom);
    }
}
