package dev.switchboard.adapter.in.web.console;

import static dev.switchboard.adapter.in.web.route.Access.OPEN;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.application.port.out.settings.MadeOfSettings;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/// Wires the console's page, which anybody may load and which shows nothing without a log-in.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleProperties.class)
public class ConsoleWebConfiguration {

    @Bean
    Routes consoleRoutes() {
        return Routes.of(Route.of("GET", "/console/**", OPEN));
    }

    @Bean
    @MadeOfSettings
    RouterFunction<ServerResponse> consoleFiles(ConsoleProperties console) {
        if (!console.enabled()) {
            return RouterFunctions.route()
                    .GET("/console/**", _ -> ServerResponse.notFound().build())
                    .build();
        }
        Path place = console.logo();
        Logo logo = place == null ? null : Logo.read(place);
        // a hub whose console nobody opens need not pack it
        Supplier<ConsoleFiles> files =
                SingletonSupplier.of(() -> ConsoleFiles.read(console.name(), console.hue(), logo));
        HandlerFunction<ServerResponse> answer = request -> files.get().answer(request);
        return RouterFunctions.route()
                .GET("/console/**", answer)
                .HEAD("/console/**", answer)
                .build();
    }
}
