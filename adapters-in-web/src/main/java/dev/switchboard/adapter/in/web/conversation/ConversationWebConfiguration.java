package dev.switchboard.adapter.in.web.conversation;

import static dev.switchboard.adapter.in.web.route.Access.ADMINS;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up admins' endpoints of conversations.
@Configuration(proxyBeanMethods = false)
@Import({ConversationController.class, MessageController.class, SearchController.class})
public class ConversationWebConfiguration {

    @Bean
    Routes conversationRoutes() {
        return Routes.of(
                Route.of("GET", "/v1/conversations", ADMINS).audited("conversation.list"),
                Route.of("GET", "/v1/conversations/{id}", ADMINS).audited("conversation.read"),
                Route.of("GET", "/v1/conversations/{id}/messages", ADMINS)
                        .audited("conversation.read"),
                Route.of("GET", "/v1/messages", ADMINS).audited("conversation.read"),
                Route.of("POST", SearchController.PATH, ADMINS).auditedWithin(),
                Route.of("GET", "/v1/messages/{id}", ADMINS).audited("message.read"),
                Route.of("GET", "/v1/messages/{id}/trace", ADMINS).audited("message.read"));
    }
}
