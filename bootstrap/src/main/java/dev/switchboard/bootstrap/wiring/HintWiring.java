package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.inmemory.InMemoryLiveEvents;
import dev.switchboard.application.port.out.live.HintLine;
import dev.switchboard.application.port.out.live.HintLines;
import dev.switchboard.application.port.out.live.HintSeal;
import dev.switchboard.application.port.out.telemetry.HintTelemetry;
import dev.switchboard.application.service.cluster.ClusterModule;
import dev.switchboard.application.service.hint.HintModule;
import dev.switchboard.bootstrap.settings.ClusterSettings;
import java.util.function.LongSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Assembles the hints that hubs give each other.
@Configuration(proxyBeanMethods = false)
class HintWiring {

    @Bean
    HintLine hintLine(ClusterSettings settings, HintLines lines) {
        return settings.line().map(lines::to).orElse(HintLine.NONE);
    }

    @Bean
    HintModule hintModule(
            ClusterSettings settings,
            ClusterModule cluster,
            HintLine line,
            HintSeal seal,
            HintTelemetry telemetry,
            LongSupplier nanoTime) {
        return settings.enabled()
                ? HintModule.of(line, seal, cluster.directory().orElseThrow(), telemetry, nanoTime)
                : HintModule.alone(new InMemoryLiveEvents());
    }
}
