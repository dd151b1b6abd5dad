package dev.switchboard.adapter.out.upstreams.hint;

import dev.switchboard.application.port.out.live.HintLines;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the lines for hints. A hub that shares with nobody makes no client.
@Configuration(proxyBeanMethods = false)
public class HintUpstreamConfiguration {

    @Bean
    HintLines hintLines() {
        return RedisHintLine::new;
    }
}
