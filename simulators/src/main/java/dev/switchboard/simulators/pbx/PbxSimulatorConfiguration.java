package dev.switchboard.simulators.pbx;

import dev.switchboard.simulators.script.Upstreams;
import java.net.URI;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Simulates a telephone exchange.
@Configuration(proxyBeanMethods = false)
public class PbxSimulatorConfiguration {

    @Bean
    Exchange simulatedExchange(Upstreams upstreams, Environment environment, Clock clock) {
        return new Exchange(() -> hubAround(environment), upstreams.pbx().log(), clock);
    }

    /// The port is known only when the server has started.
    private static URI hubAround(Environment environment) {
        String port =
                environment.getProperty(
                        "local.server.port", environment.getProperty("server.port", "8000"));
        return URI.create("http://localhost:" + port);
    }

    @Bean
    PbxController simulatedPbxController(Exchange exchange) {
        return new PbxController(exchange);
    }

    @Bean
    WallBoardController wallBoardController(Exchange exchange) {
        return new WallBoardController(exchange);
    }
}
