package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.service.chat.ChatModule;
import dev.switchboard.application.service.cluster.ClusterModule;
import dev.switchboard.application.service.console.ConsoleModule;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.message.user.UserModule;
import dev.switchboard.application.service.presence.PresenceModule;
import dev.switchboard.application.service.search.SearchModule;

/// Makes the features follow the partitions that this hub takes and loses. The embedded store's hub
/// takes all of them once, when it starts.
final class PartitionUpkeep {

    PartitionUpkeep(
            ClusterModule cluster,
            DeliveryModule delivery,
            ConsoleModule consoles,
            UserModule users,
            ChatModule chats,
            LiveModule live,
            PresenceModule presence,
            SearchModule search) {
        // First: it waits for those who hold a lock, and they may begin what others wait for.
        cluster.watch(delivery.partitions());
        cluster.watch(consoles.conversations().partitions());
        cluster.watch(consoles.partitions());
        cluster.watch(consoles.requests());
        cluster.watch(users.partitions());
        cluster.watch(chats.partitions());
        live.partitions().forEach(cluster::watch);
        cluster.watch(presence.partitions());
        cluster.watch(search.partitions());
    }
}
