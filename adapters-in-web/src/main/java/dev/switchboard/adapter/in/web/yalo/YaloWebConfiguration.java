package dev.switchboard.adapter.in.web.yalo;

import static dev.switchboard.adapter.in.web.error.ErrorForm.DESCRIPTION;
import static dev.switchboard.adapter.in.web.route.Access.OPEN;

import dev.switchboard.adapter.in.web.request.RelayEndpoint;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Access.Leniency;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.application.port.in.chat.HearReceipts;
import dev.switchboard.application.port.in.chat.LinkIdentities;
import dev.switchboard.application.port.in.chat.OpenChats;
import dev.switchboard.application.port.in.chat.ReadChats;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages;
import dev.switchboard.application.port.in.chat.RegisterWebhooks;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.out.identity.AccountSource;
import dev.switchboard.domain.identity.Role;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what bots of Yalo and the platforms of their users call.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(YaloWebProperties.class)
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
        Access webhook = Access.webhook(yalo.webhookSources());
        return Routes.of(
                        Route.of("GET", "/v1/tokens/check", holders).failing(DESCRIPTION),
                        Route.of("GET", "/v1/welcome", OPEN).failing(DESCRIPTION),
                        Route.of("POST", "/v1/chats/connect", bots).failing(DESCRIPTION),
                        Route.of("GET", "/v1/chats/{user_id}", watchers),
                        Route.of("GET", "/v1/chat/finish/{user_id}", bots).failing(DESCRIPTION),
                        Route.of("DELETE", "/v1/chat/finish/{user_id}", bots).failing(DESCRIPTION),
                        Route.of("GET", "/v1/context/{user_id}", bots).failing(DESCRIPTION),
                        Route.of("POST", PlatformController.WHATSAPP, webhook),
                        Route.of("GET", PlatformController.WHATSAPP, webhook),
                        Route.of("POST", PlatformController.FACEBOOK, webhook),
                        Route.of("GET", PlatformController.FACEBOOK, webhook),
                        Route.of("POST", INTEGRATIONS + "/webhook/register/{provider}", bots),
                        Route.of("DELETE", INTEGRATIONS + "/webhook/remove/{provider}", bots))
                .failingBelow(INTEGRATIONS, DESCRIPTION);
    }

    @Bean
    YaloClients yaloClients(YaloWebProperties yalo) {
        return new YaloClients(yalo);
    }

    @Bean
    AccountSource yaloAccounts(YaloClients clients) {
        return () -> clients.all().stream().flatMap(YaloWebProperties::accounts).toList();
    }

    @Bean
    ChatController chatController(
            OpenChats chats,
            ReadChats reading,
            LinkIdentities users,
            LinkMedia media,
            FindTenants tenants,
            YaloClients clients,
            Clock clock) {
        return new ChatController(chats, reading, users, media, tenants, clients, clock);
    }

    @Bean
    PlatformController platformController(
            ReceiveUserMessages hearing,
            HearReceipts receipts,
            LinkIdentities users,
            RegisterWebhooks registering,
            YaloClients clients,
            Clock clock) {
        return new PlatformController(hearing, receipts, users, registering, clients, clock);
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
