package dev.switchboard.adapter.in.web.audit;

import static dev.switchboard.adapter.in.web.route.Access.ADMINS;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Sets up the auditing of routes, and the audit's own endpoints.
@Configuration(proxyBeanMethods = false)
@Import({ServletCall.class, AuditedRoutes.class, AuditLines.class, AuditController.class})
public class AuditWebConfiguration {

    @Bean
    Routes auditRoutes() {
        return Routes.of(
                Route.of("GET", "/v1/audit", ADMINS),
                Route.of("GET", "/v1/audit/export", ADMINS).audited("audit.export"),
                Route.of("GET", "/v1/audit/verify", ADMINS));
    }

    @Bean
    WebMvcConfigurer auditing(AuditedRoutes routes) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(routes);
            }
        };
    }
}
