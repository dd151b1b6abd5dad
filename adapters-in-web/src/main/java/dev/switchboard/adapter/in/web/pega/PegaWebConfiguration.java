package dev.switchboard.adapter.in.web.pega;

import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.PassHints;
import dev.switchboard.application.port.in.upstream.WatchDesks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the endpoints of Pega Digital Messaging.
@Configuration(proxyBeanMethods = false)
@Import(WebhookSecurity.class)
public class PegaWebConfiguration {

    @Bean
    PegaWebhookController pegaWebhookController(AcceptReply replies, PassHints hints) {
        return new PegaWebhookController(replies, hints);
    }

    @Bean
    PegaConnectionsController pegaConnectionsController(WatchDesks desks) {
        return new PegaConnectionsController(desks);
    }
}
