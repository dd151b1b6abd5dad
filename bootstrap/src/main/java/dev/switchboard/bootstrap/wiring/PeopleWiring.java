package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.people.ErasePeople;
import dev.switchboard.application.port.in.people.ShowPeople;
import dev.switchboard.application.service.chat.ChatModule;
import dev.switchboard.application.service.delivery.Node;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.message.user.UserModule;
import dev.switchboard.application.service.people.PeopleModule;
import dev.switchboard.application.service.people.PersonErasure;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Assembles the export and the erasure of people's data.
@Configuration(proxyBeanMethods = false)
@Import(PeopleModule.Stores.class)
class PeopleWiring {

    @Bean
    PeopleModule peopleModule(
            Node node,
            RelayModule relays,
            HandoffModule handoffs,
            UserModule users,
            ChatModule chats,
            PeopleModule.Stores stores,
            KeepAudit audit) {
        return PeopleModule.of(node, relays, handoffs, users, chats, stores, audit);
    }

    @Bean
    ShowPeople showPeople(PeopleModule people) {
        return people.show();
    }

    @Bean
    ErasePeople erasePeople(PeopleModule people) {
        return people.erase();
    }

    @Bean
    PersonErasure personErasure(PeopleModule people) {
        return people.erasure();
    }
}
