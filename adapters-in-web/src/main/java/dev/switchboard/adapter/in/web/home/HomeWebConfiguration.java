package dev.switchboard.adapter.in.web.home;

import static dev.switchboard.adapter.in.web.route.Access.OPEN;

import dev.switchboard.adapter.in.web.console.ConsoleProperties;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
public class HomeWebConfiguration {

    @Bean
    Routes homeRoutes() {
        return Routes.of(Route.of("GET", "/", OPEN));
    }

    @Bean
    HomeController homeController(ConsoleProperties console, Environment environment) {
        return new HomeController(
                console.enabled(), environment.acceptsProfiles(Profiles.of("demo")));
    }
}
