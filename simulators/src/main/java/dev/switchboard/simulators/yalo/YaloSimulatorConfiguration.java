package dev.switchboard.simulators.yalo;

import dev.switchboard.simulators.script.Stage;
import dev.switchboard.simulators.script.Upstreams;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Simulates Yalo's integrations, Studio, Botrunner, and Meta.
@Configuration(proxyBeanMethods = false)
public class YaloSimulatorConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    @Bean
    PlatformController simulatedPlatformController(Upstreams upstreams, Stage stage) {
        return new PlatformController(upstreams, stage);
    }

    @Bean
    EventController simulatedEventController(Environment environment) {
        HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build();
        return new EventController(http, environment);
    }
}
