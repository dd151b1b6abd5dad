package dev.switchboard.bootstrap.faults.sabotage;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.message.Journal;
import org.springframework.beans.factory.config.BeanPostProcessor;

/// Replaces the hub's store by something worse.
interface Saboteur extends BeanPostProcessor {

    default Journal replace(Journal journal) {
        return journal;
    }

    default Backlog replace(Backlog backlog) {
        return backlog;
    }

    @Override
    default Object postProcessAfterInitialization(Object bean, String name) {
        return switch (bean) {
            case Journal journal -> replace(journal);
            case Backlog backlog -> replace(backlog);
            default -> bean;
        };
    }
}
