package dev.switchboard.bootstrap.faults.sabotage;

import dev.switchboard.application.port.out.cluster.HubRegistry;
import dev.switchboard.application.port.out.cluster.PartitionRegistry;
import dev.switchboard.application.port.out.cluster.Peers;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.message.Journal;
import java.time.Clock;
import org.springframework.beans.factory.config.BeanPostProcessor;

/// Replaces a part of the hub, or of its surroundings, by something worse.
interface Saboteur extends BeanPostProcessor {

    default Journal replace(Journal journal) {
        return journal;
    }

    default Backlog replace(Backlog backlog) {
        return backlog;
    }

    default Peers replace(Peers peers) {
        return peers;
    }

    default Clock replace(Clock clock) {
        return clock;
    }

    default HubRegistry replace(HubRegistry hubs) {
        return hubs;
    }

    default PartitionRegistry replace(PartitionRegistry table) {
        return table;
    }

    @Override
    default Object postProcessAfterInitialization(Object bean, String name) {
        return switch (bean) {
            case Journal journal -> replace(journal);
            case Backlog backlog -> replace(backlog);
            case Peers peers -> replace(peers);
            case Clock clock -> replace(clock);
            case HubRegistry hubs -> replace(hubs);
            case PartitionRegistry table -> replace(table);
            default -> bean;
        };
    }
}
