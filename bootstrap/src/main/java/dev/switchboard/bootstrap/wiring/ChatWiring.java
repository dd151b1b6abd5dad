package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.chat.HearReceipts;
import dev.switchboard.application.port.in.chat.LinkIdentities;
import dev.switchboard.application.port.in.chat.OpenChats;
import dev.switchboard.application.port.in.chat.ReadChats;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages;
import dev.switchboard.application.port.in.chat.RegisterWebhooks;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.PlatformWebhooks;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.chat.ChatModule;
import dev.switchboard.application.service.chat.WebhookRegistration;
import dev.switchboard.application.service.delivery.Node;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.message.user.UserModule;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Assembles the chats of users whom external bots hand over.
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
    ReadChats readChats(ChatModule chats) {
        return chats.reader();
    }

    @Bean
    OpenChats openChats(ChatModule chats) {
        return chats.opener();
    }

    @Bean
    ReceiveDeskEvents receiveDeskEvents(ChatModule chats) {
        return chats.deskEvents();
    }

    @Bean
    ReceiveUserMessages receiveUserMessages(ChatModule chats) {
        return chats.userMessages();
    }

    @Bean
    HearReceipts hearReceipts(ChatModule chats) {
        return chats.receipts();
    }

    @Bean
    LinkIdentities linkIdentities(ChatModule chats) {
        return chats.identities();
    }

    @Bean
    RegisterWebhooks registerWebhooks(PlatformWebhooks webhooks) {
        return new WebhookRegistration(webhooks);
    }
}
