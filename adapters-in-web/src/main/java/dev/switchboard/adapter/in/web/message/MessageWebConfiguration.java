package dev.switchboard.adapter.in.web.message;

import dev.switchboard.adapter.in.web.request.RelayEndpoint;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the message endpoints.
@Configuration(proxyBeanMethods = false)
public class MessageWebConfiguration {

    @Bean
    ChannelMessageController channelMessageController(SendChannelMessage sending) {
        return new ChannelMessageController(sending);
    }

    @Bean
    ChannelCallbackController channelCallbackController(AcceptChannelCallback callbacks) {
        return new ChannelCallbackController(callbacks);
    }

    @Bean
    RelayEndpoint channelMessages(ChannelMessageController controller) {
        return new RelayEndpoint(ChannelMessageApi.PATH, controller::send);
    }

    @Bean
    RelayEndpoint channelCallbacks(ChannelCallbackController controller) {
        return new RelayEndpoint(ChannelCallbackApi.PATH, controller::accept);
    }
}
