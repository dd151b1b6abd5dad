package dev.switchboard.adapter.in.web.figures;

import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.domain.identity.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/// Sets up the endpoints of figures.
@Configuration(proxyBeanMethods = false)
@Import(FigureController.class)
public class FigureWebConfiguration {

    @Bean
    Routes figureRoutes() {
        Access supervisors = Access.only(Role.SUPERVISOR, Role.ADMIN);
        return Routes.of(
                Route.of("GET", FigureController.QUEUES, supervisors).audited("stats.read"),
                Route.of("GET", FigureController.AGENTS, supervisors).audited("stats.read"));
    }

    /// Writes figures for spreadsheets.
    @Bean
    WebMvcConfigurer figuresAsCsv(JsonMapper json) {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.addCustomConverter(new CsvConverter(json));
            }
        };
    }
}
