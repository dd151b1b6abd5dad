package dev.switchboard.bootstrap.telemetry;

import ch.qos.logback.classic.LoggerContext;
import dev.switchboard.application.port.in.delivery.WatchLanes;
import dev.switchboard.application.port.in.health.WatchHealth.Build;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.AgentDesk.Load;
import dev.switchboard.application.service.audit.AuditReader;
import dev.switchboard.application.service.audit.AuditService;
import dev.switchboard.application.service.audit.AuditStream;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.handoff.HandoffSettings;
import dev.switchboard.application.service.handoff.QueueViews;
import dev.switchboard.application.service.health.HealthWatch;
import dev.switchboard.application.service.identity.KnownKeys;
import dev.switchboard.application.service.identity.LogInKeeper;
import dev.switchboard.application.service.people.PersonErasure;
import dev.switchboard.domain.handoff.QueueId;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/// Wires the metrics.
@Configuration(proxyBeanMethods = false)
public class TelemetryConfiguration {

    @Bean
    RelayTelemetry relayTelemetry(MeterRegistry registry, Clock clock) {
        return new OperatorLog(new MicrometerTelemetry(registry, clock), clock);
    }

    /// Observes nothing unless traces are exported: observing each request and security filter
    /// takes more processor time than relaying a message.
    @Bean
    @ConditionalOnProperty(
            name = "management.tracing.export.enabled",
            havingValue = "false",
            matchIfMissing = true)
    ObservationRegistry nobodyObserves() {
        return ObservationRegistry.NOOP;
    }

    @Bean
    Build build() {
        return PackagedBuild.read();
    }

    /// A constant that joins the version to all other metrics of the same hub.
    @Bean
    MeterBinder buildInfo(Build build) {
        return registry ->
                Gauge.builder("switchboard.build.info", () -> 1)
                        .description("The version of this hub; always 1")
                        .tag("version", build.version())
                        .tag("commit", build.commit())
                        .register(registry);
    }

    @Bean(destroyMethod = "detach")
    LoggedEvents loggedEvents(MeterRegistry registry) {
        return LoggedEvents.of((LoggerContext) LoggerFactory.getILoggerFactory(), registry);
    }

    @Bean
    RelayGauges relayGauges(
            MeterRegistry registry, WatchLanes lanes, DeliveryModule delivery, Clock clock) {
        return new RelayGauges(registry, lanes, delivery.parked(), clock);
    }

    @Bean
    MeterBinder storeGauges(
            HealthWatch health, StoreHealth store, Environment environment, Clock clock) {
        File data = new File(environment.getProperty("switchboard.data-dir", "data"));
        return new StoreGauges(health, store, data.getAbsoluteFile(), clock);
    }

    @Bean
    MeterBinder handoffGauges(HandoffModule handoffs, HandoffSettings settings, Clock clock) {
        return registry ->
                settings.queues()
                        .forEach(queue -> gauges(registry, handoffs.queues(), queue, clock));
    }

    private static void gauges(
            MeterRegistry registry, QueueViews queues, QueueId queue, Clock clock) {
        Gauge.builder("switchboard.handoffs.queued", queues, views -> views.depth(queue))
                .description("Customers waiting for an agent")
                .tag("queue", queue.value())
                .register(registry);
        TimeGauge.builder(
                        "switchboard.handoffs.queued.age",
                        queues,
                        TimeUnit.SECONDS,
                        views -> secondsSince(views.oldest(queue), clock))
                .description("Waiting time of the first of them")
                .tag("queue", queue.value())
                .register(registry);
    }

    private static double secondsSince(@Nullable Instant then, Clock clock) {
        return then == null ? 0 : Math.max(0, Duration.between(then, clock.instant()).toSeconds());
    }

    /// Summed over all external desks, so that the gauges exist without any.
    @Bean
    MeterBinder deskGauges(ObjectProvider<AgentDesk> desks) {
        return registry -> {
            Gauge.builder("switchboard.desk.chats", desks, all -> sum(all, Load::sessions))
                    .description("Chats of this hub at outside desks")
                    .register(registry);
            Gauge.builder("switchboard.desk.chats.unheard", desks, all -> sum(all, Load::unheard))
                    .description("Those of them whose event stream is lost at the moment")
                    .register(registry);
        };
    }

    @Bean
    MeterBinder auditGauges(AuditService service, AuditReader reader, AuditStream stream) {
        return registry -> {
            FunctionCounter.builder("switchboard.audit.failures", service, AuditService::failures)
                    .description("Audit entries that the store did not accept at once")
                    .register(registry);
            Gauge.builder("switchboard.audit.waiting", service, AuditService::waiting)
                    .description("Audit entries that wait in memory for the store")
                    .register(registry);
            Gauge.builder("switchboard.audit.broken", reader, it -> it.foundBroken() ? 1 : 0)
                    .description("1 if the last check found the audit's chain broken")
                    .register(registry);
            Gauge.builder("switchboard.audit.stream.lag", stream, it -> it.lag().toSeconds())
                    .description("Age of the oldest audit entry that is not streamed yet")
                    .baseUnit("seconds")
                    .register(registry);
        };
    }

    @Bean
    MeterBinder erasureGauges(PersonErasure erasure) {
        return registry -> {
            Gauge.builder("switchboard.erasures.running", erasure, PersonErasure::count)
                    .description("People being erased, at the last look")
                    .register(registry);
            FunctionCounter.builder("switchboard.erasures", erasure, PersonErasure::finished)
                    .description("People this hub has erased")
                    .register(registry);
        };
    }

    @Bean
    MeterBinder keyFigures(KnownKeys keys) {
        return registry -> {
            refused(keys, "ended", KnownKeys::ended).register(registry);
            refused(keys, "unknown", KnownKeys::unknown).register(registry);
        };
    }

    @Bean
    MeterBinder logInFigures(LogInKeeper logIns) {
        return registry -> {
            renewals(logIns, "renewed", LogInKeeper::renewed).register(registry);
            renewals(logIns, "refused", LogInKeeper::refused).register(registry);
            renewals(logIns, "reused", LogInKeeper::reused).register(registry);
        };
    }

    private static FunctionCounter.Builder<LogInKeeper> renewals(
            LogInKeeper logIns, String result, ToDoubleFunction<LogInKeeper> count) {
        return FunctionCounter.builder("switchboard.log.in.renewals", logIns, count)
                .tag("result", result)
                .description("Refresh tokens that were shown");
    }

    private static FunctionCounter.Builder<KnownKeys> refused(
            KnownKeys keys, String why, ToDoubleFunction<KnownKeys> count) {
        return FunctionCounter.builder("switchboard.api.keys.refused", keys, count)
                .tag("reason", why)
                .description("Keys of accounts that were refused");
    }

    private static double sum(ObjectProvider<AgentDesk> desks, ToIntFunction<Load> what) {
        return desks.stream().map(AgentDesk::load).mapToInt(what).sum();
    }

    /// The journal that all components use: the store's own, measured.
    @Bean
    @Primary
    Journal timedJournal(Journal journal, MeterRegistry registry) {
        return new TimedJournal(journal, registry);
    }

    /// Likewise for organisations.
    @Bean
    @Primary
    Organisations timedOrganisations(Organisations organisations, MeterRegistry registry) {
        return new TimedOrganisations(organisations, registry);
    }
}
