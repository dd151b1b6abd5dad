package dev.switchboard.adapter.in.web.console;

import static dev.switchboard.adapter.in.web.route.Access.OPEN;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/// Wires the console's page, which anybody may load and which shows nothing without a log-in.
@Configuration(proxyBeanMethods = false)
public class ConsoleWebConfiguration {

    @Bean
    Routes consoleRoutes() {
        return Routes.of(Route.of("GET", "/console/**", OPEN));
    }

    @Bean
    RouterFunction<ServerResponse> consoleFiles() {
        ConsoleFiles files = ConsoleFiles.read();
        return RouterFunctions.route()
                .GET("/console/**", files::answer)
                .HEAD("/console/**", files::answer)
                .build();
    }
}
