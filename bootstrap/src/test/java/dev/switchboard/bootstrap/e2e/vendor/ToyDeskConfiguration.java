package dev.switchboard.bootstrap.e2e.vendor;

import dev.switchboard.adapter.in.socket.gateway.customer.CustomerEvents;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.EgressRules;
import dev.switchboard.adapter.out.upstreams.http.EgressRuntime;
import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// An agent desk of the simplest kind with the needs of every desk: a token to call it, a refusal
/// with its own name, a webhook for its answers, and connected clients.
@Configuration(proxyBeanMethods = false)
public class ToyDeskConfiguration {

    static final String NAME = "toy";
    static final Target DESK = new Target(Target.Kind.DESK, NAME);

    @Bean
    Upstream toyDesk(@Value("${TOY_URL}") String url, EgressRuntime runtime) {
        EndpointUrl messages = EndpointUrl.parse(url + "/messages");
        EndpointUrl tokens = EndpointUrl.parse(url + "/token");
        EgressClient client =
                EgressClient.create(
                        EgressRules.trusting(List.of(messages, tokens)),
                        Duration.ofSeconds(5),
                        runtime);
        return new Upstream(
                NAME,
                new ToyGateway(client, messages, tokens),
                GateSettings.shared(4),
                new PushPolicy(16, List.of(Duration.ofSeconds(10)), true),
                new Upstream.Waits(Duration.ofSeconds(20), null, null, null),
                null,
                null);
    }

    @Bean
    CustomerEvents toyEvents(SendUserMessage sending) {
        return new ToyEvents(sending);
    }

    @Bean
    ToyWebhookController toyWebhookController(AcceptReply replies) {
        return new ToyWebhookController(replies);
    }

    @Bean
    Routes toyRoutes() {
        return Routes.of(Route.of("POST", ToyWebhookController.PATH, Access.OPEN));
    }
}
