package dev.switchboard.simulators.sessions;

import dev.switchboard.simulators.script.Stage;
import dev.switchboard.simulators.script.Upstreams;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Simulates the sessions server.
@Configuration(proxyBeanMethods = false)
public class SessionsSimulatorConfiguration {

    @Bean
    SessionsController simulatedSessionsController(Upstreams upstreams, Stage stage) {
        return new SessionsController(upstreams.sessions(), stage);
    }
}
