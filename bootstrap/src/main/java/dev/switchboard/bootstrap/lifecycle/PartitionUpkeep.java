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
        cluster.listen(delivery.partitions());
        cluster.listen(consoles.conversations().partitions());
        cluster.listen(consoles.partitions());
        cluster.listen(consoles.requests());
        cluster.listen(users.partitions());
        cluster.listen(chats.partitions());
        live.partitions().forEach(cluster::listen);
        cluster.listen(presence.partitions());
        cluster.listen(search.partitions());
    }
}
