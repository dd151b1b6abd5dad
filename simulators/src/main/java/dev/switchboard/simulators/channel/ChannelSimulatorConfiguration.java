package dev.switchboard.simulators.channel;

import dev.switchboard.simulators.script.Stage;
import dev.switchboard.simulators.script.Upstreams;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Simulates channel servers.
@Configuration(proxyBeanMethods = false)
public class ChannelSimulatorConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    @Bean
    Callbacks simulatedCallbacks(Clock clock) {
        HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build();
        return new Callbacks(http, clock);
    }

    @Bean
    ChannelController simulatedChannelController(
            Upstreams upstreams, Stage stage, Callbacks callbacks) {
        return new ChannelController(upstreams, new ChannelServer(callbacks, stage));
    }
}
