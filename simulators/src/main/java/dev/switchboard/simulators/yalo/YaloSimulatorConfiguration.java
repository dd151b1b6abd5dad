package dev.switchboard.simulators.yalo;

import dev.switchboard.simulators.hub.HubLine;
import dev.switchboard.simulators.hub.HubLine.Login;
import dev.switchboard.simulators.script.Stage;
import dev.switchboard.simulators.script.Upstreams;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/// Simulates Yalo's integrations, Studio, Botrunner and Meta, and a bot with its users.
@Configuration(proxyBeanMethods = false)
public class YaloSimulatorConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();

    @Bean
    Platform simulatedPlatform(Environment environment) {
        return new Platform(http, environment);
    }

    @Bean
    MediaSimulation simulatedMediaController(Upstreams upstreams, Stage stage) {
        return new MediaSimulation(upstreams, stage);
    }

    @Bean
    Phones simulatedPhones(Clock clock) {
        return new Phones(clock);
    }

    /// Uses the hub account from the configuration of the hub in this process.
    @Bean
    YaloBot simulatedYaloBot(
            Phones phones, Platform platform, Environment environment, Clock clock) {
        SingletonSupplier<HubLine> line =
                SingletonSupplier.of(() ->
                        new HubLine(
                                http,
                                HubLine.hubAround(environment),
                                new Login(
                                        environment.getProperty("switchboard.yalo.username", ""),
                                        environment.getProperty("switchboard.yalo.password", ""))));
        return new YaloBot(phones, platform, line::obtain, clock);
    }

    @Bean
    PhoneController simulatedPhoneController(
            Phones phones, YaloBot yaloBot, Environment environment) {
        return new PhoneController(phones, yaloBot, () -> HubLine.hubAround(environment));
    }

    @Bean
    PlatformSimulation simulatedPlatformController(
            Upstreams upstreams, Stage stage, Phones phones, YaloBot yaloBot) {
        return new PlatformSimulation(upstreams, stage, phones, yaloBot);
    }

    @Bean
    EventController simulatedEventController(Platform platform) {
        return new EventController(platform);
    }
}
