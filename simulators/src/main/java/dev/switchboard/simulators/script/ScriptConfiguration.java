package dev.switchboard.simulators.script;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The shared parts of all simulators: scripts, call logs and the control API.
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
