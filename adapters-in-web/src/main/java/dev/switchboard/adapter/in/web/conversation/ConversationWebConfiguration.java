package dev.switchboard.adapter.in.web.conversation;

import dev.switchboard.application.port.in.conversation.ReadConversations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what admins read of conversations.
@Configuration(proxyBeanMethods = false)
public class ConversationWebConfiguration {

    @Bean
    ConversationController conversationController(ReadConversations conversations) {
        return new ConversationController(conversations);
    }

    @Bean
    MessageController messageController(ReadConversations conversations) {
        return new MessageController(conversations);
    }
}
