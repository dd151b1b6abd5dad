package dev.switchboard.adapter.in.web.message;

import static dev.switchboard.adapter.in.web.error.ErrorForm.LEGACY;
import static dev.switchboard.adapter.in.web.route.Access.BACK_ENDS_OF_NAMED_CHANNEL;

import dev.switchboard.adapter.in.web.request.RelayEndpoint;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the endpoints of messages.
@Configuration(proxyBeanMethods = false)
@Import({ChannelMessageController.class, ChannelCallbackController.class})
@EnableConfigurationProperties(CallbackProperties.class)
public class MessageWebConfiguration {

    @Bean
    Routes messageRoutes(CallbackProperties properties) {
        return Routes.of(
                Route.of("POST", "/channel/message", BACK_ENDS_OF_NAMED_CHANNEL).failing(LEGACY),
                Route.of("POST", "/webhook-response", Access.open(properties.sources()))
                        .failing(LEGACY));
    }

    @Bean
    RelayEndpoint channelMessages(ChannelMessageController controller) {
        return new RelayEndpoint(ChannelMessageController.PATH, controller::sendChannelMessage);
    }

    @Bean
    RelayEndpoint channelCallbacks(ChannelCallbackController controller) {
        return new RelayEndpoint(ChannelCallbackController.PATH, controller::acceptChannelResponse);
    }
}
