package dev.switchboard.adapter.in.web.canned;

import dev.switchboard.adapter.in.web.body.BodyLimitFilter.LargerBodies;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.domain.identity.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Sets up the endpoints of canned replies.
@Configuration(proxyBeanMethods = false)
@Import({CannedRepliesController.class, CannedImportController.class})
public class CannedWebConfiguration {

    @Bean
    Routes cannedReplyRoutes() {
        Access agents = Access.only(Role.AGENT, Role.SUPERVISOR, Role.ADMIN);
        Access supervisors = Access.only(Role.SUPERVISOR, Role.ADMIN);
        return Routes.of(
                Route.of("GET", CannedRepliesController.ALL, agents),
                Route.of("PUT", CannedImportController.PATH, supervisors)
                        .auditedIf(CannedImportController::changes, "canned_reply.import"),
                Route.of("PUT", CannedRepliesController.ONE, supervisors)
                        .audited("canned_reply.save"),
                Route.of("DELETE", CannedRepliesController.ONE, supervisors)
                        .audited("canned_reply.remove"),
                Route.of("GET", CannedRepliesController.ALL_OWN, agents),
                Route.of("PUT", CannedRepliesController.ONE_OWN, agents),
                Route.of("DELETE", CannedRepliesController.ONE_OWN, agents));
    }

    @Bean
    LargerBodies importedReplies() {
        return request ->
                request.getMethod().equals("PUT")
                                && request.getRequestURI().equals(CannedImportController.PATH)
                        ? CannedImportController.MOST_BYTES
                        : 0;
    }

    /// Writes canned replies for spreadsheets.
    @Bean
    WebMvcConfigurer repliesAsCsv() {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.addCustomConverter(new ReplyTableConverter());
            }
        };
    }
}
