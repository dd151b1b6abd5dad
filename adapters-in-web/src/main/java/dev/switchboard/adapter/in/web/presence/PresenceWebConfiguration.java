package dev.switchboard.adapter.in.web.presence;

import static dev.switchboard.adapter.in.web.route.Access.ADMINS;
import static dev.switchboard.adapter.in.web.route.Access.AGENTS;
import static dev.switchboard.adapter.in.web.route.Access.ANY_CALLER;
import static dev.switchboard.adapter.in.web.route.Access.BACK_ENDS;
import static dev.switchboard.adapter.in.web.route.Access.OPEN;

import dev.switchboard.adapter.in.web.json.RecordBody;
import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.adapter.in.web.request.SocketPaths;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.domain.identity.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Sets up the endpoints of organisations. The routes here check roles; the controllers check
/// callers' organisations and what they may see there.
///
/// Telephone systems name users and move members all day, as traffic: of these changes the audit
/// has those that admins make.
@Configuration(proxyBeanMethods = false)
@Import({
    UserController.class,
    PresenceController.class,
    ProfileController.class,
    StateController.class,
    GroupController.class,
    TelephonyController.class
})
public class PresenceWebConfiguration {

    private static final String ORG = "/v1/organisation/{org}";
    private static final String USER = ORG + "/user/{user}";
    private static final String PROFILES = ORG + "/availability/profile";
    private static final String STATES = PROFILES + "/{profile}/state";
    private static final String GROUPS = ORG + "/user-group";
    private static final String MEMBERS = GROUPS + "/{group}/user";
    private static final String DEVICES = ORG + "/sip-device";
    private static final String AGENTS_OF_QUEUE = ORG + "/call-queue/{queue}/agent";
    private static final Access REPORTERS = Access.only(Role.SERVICE);

    @Bean
    Routes presenceRoutes() {
        return Routes.of(
                Route.of("GET", "/v1/user/me", ANY_CALLER),
                Route.of("GET", ORG + "/user", AGENTS),
                Route.of("PUT", USER, BACK_ENDS).auditedIf(Callers::isAdmin, "user.change"),
                Route.of("PATCH", USER, ANY_CALLER)
                        .auditedIf(UserController::isChosenForAnother, "availability.assign"),
                Route.of("DELETE", USER, BACK_ENDS).audited("user.remove"),
                Route.of("GET", USER + "/presence", ANY_CALLER),
                Route.of("PUT", USER + "/presence", REPORTERS),
                Route.of("GET", USER + "/unread", ANY_CALLER),
                Route.of("POST", USER + "/unread", REPORTERS),
                Route.of("GET", PROFILES, AGENTS),
                Route.of("POST", PROFILES, ADMINS),
                Route.of("GET", PROFILES + "/{profile}", AGENTS),
                Route.of("PUT", PROFILES + "/{profile}", ADMINS),
                Route.of("DELETE", PROFILES + "/{profile}", ADMINS),
                Route.of("GET", STATES, AGENTS),
                Route.of("POST", STATES, ADMINS),
                Route.of("GET", STATES + "/{state}", AGENTS),
                Route.of("PUT", STATES + "/{state}", ADMINS),
                Route.of("DELETE", STATES + "/{state}", ADMINS),
                Route.of("GET", GROUPS, AGENTS),
                Route.of("POST", GROUPS, ADMINS),
                Route.of("GET", GROUPS + "/{group}", AGENTS),
                Route.of("PUT", GROUPS + "/{group}", ADMINS),
                Route.of("DELETE", GROUPS + "/{group}", ADMINS),
                Route.of("GET", MEMBERS, AGENTS),
                Route.of("PUT", MEMBERS + "/{user}", BACK_ENDS)
                        .auditedIf(Callers::isAdmin, "group.add_user"),
                Route.of("DELETE", MEMBERS + "/{user}", BACK_ENDS)
                        .auditedIf(Callers::isAdmin, "group.remove_user"),
                Route.of("GET", DEVICES, AGENTS),
                Route.of("PUT", DEVICES, REPORTERS),
                Route.of("GET", AGENTS_OF_QUEUE, AGENTS),
                Route.of("PUT", AGENTS_OF_QUEUE, REPORTERS));
    }

    /// The endpoints of softphones and wall boards, which the socket adapter serves: a client
    /// authenticates there in its first frame.
    @Bean
    Routes presenceSocketRoutes() {
        return Routes.of(
                Route.of("GET", SocketPaths.EVENTS, OPEN),
                Route.of("GET", SocketPaths.SUBSCRIBE, OPEN));
    }

    /// Reads bodies into records.
    @Bean
    WebMvcConfigurer recordBodies() {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.addCustomConverter(new RecordBody.Converter());
            }
        };
    }
}
