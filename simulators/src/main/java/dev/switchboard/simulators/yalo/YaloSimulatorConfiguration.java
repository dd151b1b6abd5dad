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
    MediaController simulatedMediaController(Upstreams upstreams, Stage stage) {
        return new MediaController(upstreams, stage);
    }

    @Bean
    Phones simulatedPhones(Clock clock) {
        return new Phones(clock);
    }

    /// Uses the hub account from the configuration of the hub in this process.
    @Bean
    Bot simulatedYaloBot(Phones phones, Platform platform, Environment environment, Clock clock) {
        SingletonSupplier<HubLine> line =
                SingletonSupplier.of(() ->
                        new HubLine(
                                http,
                                HubLine.hubAround(environment),
                                new Login(
                                        environment.getProperty("switchboard.yalo.username", ""),
                                        environment.getProperty("switchboard.yalo.password", ""))));
        return new Bot(phones, platform, line::obtain, clock);
    }

    @Bean
    PhoneController simulatedPhoneController(Phones phones, Bot bot, Environment environment) {
        return new PhoneController(phones, bot, () -> HubLine.hubAround(environment));
    }

    @Bean
    PlatformController simulatedPlatformController(
            Upstreams upstreams, Stage stage, Phones phones, Bot bot) {
        return new PlatformController(upstreams, stage, phones, bot);
    }

    @Bean
    EventController simulatedEventController(Platform platform) {
        return new EventController(platform);
    }
}
