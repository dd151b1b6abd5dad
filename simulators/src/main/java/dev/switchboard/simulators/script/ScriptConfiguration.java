package dev.switchboard.simulators.script;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What all simulators share: their scripts, the calls they heard, and the API that controls them.
@Configuration(proxyBeanMethods = false)
public class ScriptConfiguration {

    @Bean
    Upstreams simulatedUpstreams(Clock clock) {
        return new Upstreams(clock);
    }

    @Bean
    Stage simulatorStage() {
        return new Stage();
    }

    @Bean
    ControlController simulatorControlController(Upstreams upstreams) {
        return new ControlController(upstreams);
    }
}
