package dev.switchboard.adapter.in.web.notice;

import static dev.switchboard.adapter.in.web.route.Access.ADMINS;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the endpoints of notices.
@Configuration(proxyBeanMethods = false)
@Import(NoticesController.class)
public class NoticeWebConfiguration {

    @Bean
    Routes noticeRoutes() {
        return Routes.of(
                Route.of("GET", NoticesController.PATH, ADMINS),
                Route.of("POST", NoticesController.PATH, ADMINS).audited("notice.say"),
                Route.of("DELETE", NoticesController.PATH + "/{id}", ADMINS)
                        .audited("notice.withdraw"));
    }
}
