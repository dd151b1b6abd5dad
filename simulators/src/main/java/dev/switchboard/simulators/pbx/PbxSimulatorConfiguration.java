package dev.switchboard.simulators.pbx;

import dev.switchboard.simulators.hub.HubLine;
import dev.switchboard.simulators.script.Upstreams;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Simulates a telephone exchange.
@Configuration(proxyBeanMethods = false)
public class PbxSimulatorConfiguration {

    @Bean
    PhoneExchange simulatedExchange(Upstreams upstreams, Environment environment, Clock clock) {
        return new PhoneExchange(
                () -> HubLine.hubAround(environment), upstreams.pbx().log(), clock);
    }

    @Bean
    PbxController simulatedPbxController(PhoneExchange phoneExchange) {
        return new PbxController(phoneExchange);
    }

    @Bean
    WallBoardController wallBoardController(PhoneExchange phoneExchange) {
        return new WallBoardController(phoneExchange);
    }
}
