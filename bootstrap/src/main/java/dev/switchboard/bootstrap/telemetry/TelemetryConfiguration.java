package dev.switchboard.bootstrap.telemetry;

import ch.qos.logback.classic.LoggerContext;
import dev.switchboard.application.port.in.delivery.WatchLanes;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// Counts what the relay does.
@Configuration(proxyBeanMethods = false)
public class TelemetryConfiguration {

    @Bean
    RelayTelemetry relayTelemetry(MeterRegistry registry) {
        return new MicrometerTelemetry(registry);
    }

    /// Observes nothing unless traces go somewhere: observing each request and each security filter
    /// takes more processor time than relaying a message does.
    @Bean
    @ConditionalOnProperty(
            name = "management.tracing.export.enabled",
            havingValue = "false",
            matchIfMissing = true)
    ObservationRegistry nobodyObserves() {
        return ObservationRegistry.NOOP;
    }

    @Bean(destroyMethod = "detach")
    LoggedEvents loggedEvents(MeterRegistry registry) {
        return LoggedEvents.of((LoggerContext) LoggerFactory.getILoggerFactory(), registry);
    }

    @Bean
    MeterBinder laneGauges(WatchLanes lanes, Clock clock) {
        return new LaneGauges(lanes, clock);
    }

    /// The journal everybody uses: the store's own, measured.
    @Bean
    @Primary
    Journal timedJournal(Journal journal, MeterRegistry registry) {
        return new TimedJournal(journal, registry);
    }

    /// As the journal.
    @Bean
    @Primary
    Organisations timedOrganisations(Organisations organisations, MeterRegistry registry) {
        return new TimedOrganisations(organisations, registry);
    }
}
