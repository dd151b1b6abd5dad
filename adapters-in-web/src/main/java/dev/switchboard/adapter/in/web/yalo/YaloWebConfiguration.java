package dev.switchboard.adapter.in.web.yalo;

import static dev.switchboard.adapter.in.web.error.ErrorForm.DESCRIPTION;
import static dev.switchboard.adapter.in.web.route.Access.OPEN;

import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.adapter.in.web.request.RelayEndpoint;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Access.Leniency;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.application.port.out.identity.AccountSource;
import dev.switchboard.domain.identity.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the endpoints for Yalo's bots and their platforms. What bots do is traffic; what admins
/// do in their place is audited.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(YaloWebProperties.class)
@Import({YaloClients.class, ChatController.class, PlatformController.class})
public class YaloWebConfiguration {

    private static final String INTEGRATIONS = "/v1/integrations";

    @Bean
    Routes yaloRoutes(YaloWebProperties yalo) {
        Set<Leniency> leniencies =
                yalo.allowQueryToken()
                        ? Set.of(Leniency.OF_CLIENT, Leniency.QUERY_TOKEN)
                        : Set.of(Leniency.OF_CLIENT);
        Access bots = new Access.Only(Set.of(Role.YALO, Role.ADMIN), leniencies);
        Access watchers =
                new Access.Only(Set.of(Role.YALO, Role.ADMIN, Role.SUPERVISOR), leniencies);
        Set<Leniency> asking = new HashSet<>(leniencies);
        asking.add(Leniency.OF_CHANNEL);
        Access holders =
                new Access.Only(
                        Set.of(Role.YALO, Role.SALESFORCE, Role.ADMIN, Role.SERVICE), asking);
        Predicate<HttpServletRequest> byAdmin = Callers::isAdmin;
        Access webhook = Access.webhook(yalo.webhookSources());
        return Routes.of(
                        Route.of("GET", "/v1/tokens/check", holders).failing(DESCRIPTION),
                        Route.of("GET", "/v1/welcome", OPEN).failing(DESCRIPTION),
                        Route.of("POST", "/v1/chats/connect", bots)
                                .auditedIf(byAdmin, "chat.connect")
                                .failing(DESCRIPTION),
                        Route.of("GET", "/v1/chats/{user_id}", watchers),
                        Route.of("GET", "/v1/chat/finish/{user_id}", bots)
                                .auditedIf(byAdmin, "chat.finish")
                                .failing(DESCRIPTION),
                        Route.of("DELETE", "/v1/chat/finish/{user_id}", bots)
                                .auditedIf(byAdmin, "chat.finish")
                                .failing(DESCRIPTION),
                        Route.of("GET", "/v1/context/{user_id}", bots).failing(DESCRIPTION),
                        Route.of("POST", PlatformController.WHATSAPP, webhook),
                        Route.of("GET", PlatformController.WHATSAPP, webhook),
                        Route.of("POST", PlatformController.FACEBOOK, webhook),
                        Route.of("GET", PlatformController.FACEBOOK, webhook),
                        Route.of("POST", INTEGRATIONS + "/webhook/register/{provider}", bots)
                                .auditedIf(byAdmin, "webhook.register"),
                        Route.of("DELETE", INTEGRATIONS + "/webhook/remove/{provider}", bots)
                                .auditedIf(byAdmin, "webhook.remove"))
                .failingBelow(INTEGRATIONS, DESCRIPTION);
    }

    @Bean
    AccountSource yaloAccounts(YaloClients clients) {
        return () -> clients.all().stream().flatMap(YaloWebProperties::accounts).toList();
    }

    @Bean
    RelayEndpoint whatsAppWebhook(PlatformController controller) {
        return new RelayEndpoint(PlatformController.WHATSAPP, controller::hearWhatsApp);
    }

    @Bean
    RelayEndpoint facebookWebhook(PlatformController controller) {
        return new RelayEndpoint(PlatformController.FACEBOOK, controller::hearFacebook);
    }
}
