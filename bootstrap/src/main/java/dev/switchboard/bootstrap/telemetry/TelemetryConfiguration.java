package dev.switchboard.bootstrap.telemetry;

import ch.qos.logback.classic.LoggerContext;
import dev.switchboard.application.port.in.delivery.WatchLanes;
import dev.switchboard.application.port.in.health.WatchHealth.Build;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.telemetry.HintTelemetry;
import dev.switchboard.application.port.out.telemetry.PeerTelemetry;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.AgentDesk.Load;
import dev.switchboard.application.service.audit.AuditModule;
import dev.switchboard.application.service.cluster.ClusterModule;
import dev.switchboard.application.service.console.ConsoleModule;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.health.HealthWatch;
import dev.switchboard.application.service.health.PaceKeeper;
import dev.switchboard.application.service.hint.HintModule;
import dev.switchboard.application.service.identity.IdentityModule;
import dev.switchboard.application.service.identity.IdentityModule.Figures;
import dev.switchboard.application.service.live.Feeds;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.message.MessageModule;
import dev.switchboard.application.service.people.PeopleModule;
import dev.switchboard.application.service.tail.AttemptTail;
import dev.switchboard.bootstrap.settings.HubSettings;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import java.io.File;
import java.time.Clock;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// Wires the metrics.
@Configuration(proxyBeanMethods = false)
public class TelemetryConfiguration {

    @Bean
    AttemptTail attemptTail() {
        return new AttemptTail();
    }

    @Bean
    RelayTelemetry relayTelemetry(MeterRegistry registry, AttemptTail tail, Clock clock) {
        return new OperatorLog(new MicrometerTelemetry(registry, clock), tail, clock);
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
            MeterRegistry registry,
            WatchLanes lanes,
            DeliveryModule delivery,
            ConsoleModule consoles,
            Clock clock) {
        return new RelayGauges(registry, lanes, delivery.parked(), consoles::queueFigures, clock);
    }

    @Bean
    PaceKeeper paceKeeper(MeterRegistry registry, WatchLanes lanes, Clock clock) {
        return new PaceKeeper(new CountedPace(registry, lanes), clock);
    }

    @Bean
    MeterBinder storeGauges(HealthWatch health, StoreHealth store, HubSettings hub, Clock clock) {
        File data = hub.dataDir().toFile();
        return new StoreGauges(health, store, data.getAbsoluteFile(), clock);
    }

    @Bean
    MeterBinder feedGauge(LiveModule live) {
        return registry ->
                Gauge.builder("switchboard.feeds.held", live.feeds(), Feeds::heldBytes)
                        .description("Messages that clients have not been sent or not acknowledged")
                        .baseUnit("bytes")
                        .register(registry);
    }

    @Bean
    MeterBinder silenceGauge(MessageModule messages) {
        return registry ->
                Gauge.builder(
                                "switchboard.channels.silent",
                                messages.silent(),
                                it -> it.silent().size())
                        .description(
                                "Channels that take messages and have not called back for an"
                                        + " unusual time")
                        .register(registry);
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
    MeterBinder auditGauges(AuditModule audit) {
        return registry -> {
            FunctionCounter.builder(
                            "switchboard.audit.failures", audit, it -> it.figures().failures())
                    .description("Audit entries that the store did not accept at once")
                    .register(registry);
            Gauge.builder("switchboard.audit.waiting", audit, it -> it.figures().waiting())
                    .description("Audit entries that wait in memory for the store")
                    .register(registry);
            Gauge.builder("switchboard.audit.broken", audit, it -> it.figures().broken() ? 1 : 0)
                    .description("1 if the last check found the audit's chain broken")
                    .register(registry);
            Gauge.builder(
                            "switchboard.audit.stream.lag",
                            audit,
                            it -> it.figures().lag().toSeconds())
                    .description("Age of the oldest audit entry that is not streamed yet")
                    .baseUnit("seconds")
                    .register(registry);
        };
    }

    @Bean
    PeerTelemetry peerTelemetry(MeterRegistry registry) {
        return new PeerMeters(registry);
    }

    @Bean
    HintTelemetry hintTelemetry(MeterRegistry registry) {
        return new HintMeters(registry);
    }

    /// Gauges also of a hub that is alone with its store, so that the same alerts fit both.
    @Bean
    MeterBinder clusterGauges(ClusterModule cluster, HintModule hints) {
        return registry -> {
            Gauge.builder(
                            "switchboard.cluster.hints.lost",
                            hints,
                            it -> it.lost().getAsBoolean() ? 1 : 0)
                    .description("1 while hints of other hubs do not arrive")
                    .register(registry);
            Gauge.builder("switchboard.cluster.hubs", cluster, it -> it.figures().hubs())
                    .description("Living hubs of this store, at the last look")
                    .register(registry);
            Gauge.builder(
                            "switchboard.cluster.partitions.owned",
                            cluster,
                            it -> it.figures().partitions())
                    .description("Partitions that this hub owns; 0 on a standby")
                    .register(registry);
            FunctionCounter.builder(
                            "switchboard.cluster.epoch.lost",
                            cluster,
                            it -> it.figures().rightsLost())
                    .description("Times that this hub's right ran out while it owned partitions")
                    .register(registry);
            FunctionCounter.builder(
                            "switchboard.cluster.fence.refused",
                            cluster,
                            it -> it.figures().refusals())
                    .description("Writes that the store refused because another hub had taken over")
                    .register(registry);
            Gauge.builder(
                            "switchboard.cluster.takeover",
                            cluster,
                            it -> it.figures().takeOver().toMillis() / 1000.0)
                    .description("Silence of the dead owner when this hub took over last")
                    .baseUnit("seconds")
                    .register(registry);
        };
    }

    @Bean
    MeterBinder erasureGauges(PeopleModule people) {
        return registry -> {
            Gauge.builder("switchboard.erasures.running", people, PeopleModule::running)
                    .description("People being erased, at the last look")
                    .register(registry);
            FunctionCounter.builder("switchboard.erasures", people, PeopleModule::finished)
                    .description("People this hub has erased")
                    .register(registry);
        };
    }

    @Bean
    MeterBinder identityFigures(IdentityModule identity) {
        return registry -> {
            refused(identity, "ended", Figures::endedKeys).register(registry);
            refused(identity, "unknown", Figures::unknownKeys).register(registry);
            renewals(identity, "renewed", Figures::renewed).register(registry);
            renewals(identity, "refused", Figures::refused).register(registry);
            renewals(identity, "reused", Figures::reused).register(registry);
        };
    }

    private static FunctionCounter.Builder<IdentityModule> renewals(
            IdentityModule identity, String result, ToDoubleFunction<Figures> count) {
        return FunctionCounter.builder(
                        "switchboard.log.in.renewals",
                        identity,
                        it -> count.applyAsDouble(it.figures()))
                .tag("result", result)
                .description("Refresh tokens that were shown");
    }

    private static FunctionCounter.Builder<IdentityModule> refused(
            IdentityModule identity, String why, ToDoubleFunction<Figures> count) {
        return FunctionCounter.builder(
                        "switchboard.api.keys.refused",
                        identity,
                        it -> count.applyAsDouble(it.figures()))
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
