package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.in.health.WatchHealth;
import dev.switchboard.application.port.in.health.WatchHealth.Build;
import dev.switchboard.application.port.out.identity.AccountSource;
import dev.switchboard.application.port.out.store.Retention;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.audit.AuditModule;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.health.HealthWatch;
import dev.switchboard.application.service.identity.IdentityModule;
import dev.switchboard.application.service.keys.KeyService;
import dev.switchboard.application.service.people.PeopleModule;
import dev.switchboard.bootstrap.settings.AuditSettings;
import dev.switchboard.bootstrap.settings.HubSettings;
import dev.switchboard.bootstrap.telemetry.RelayGauges;
import dev.switchboard.domain.secret.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/// Wires the start, the upkeep and the end of the hub.
@Configuration(proxyBeanMethods = false)
@Import(LiveLifecycleConfiguration.class)
public class LifecycleConfiguration {

    @Bean
    FirstPassword firstPassword(Environment environment) {
        return new FirstPassword(Path.of(environment.getProperty("switchboard.data-dir", "data")));
    }

    @Bean
    FirstStart firstStart(
            IdentityModule identity,
            HubSettings settings,
            FirstPassword password,
            List<AccountSource> named) {
        Secret chosen = settings.adminPassword();
        boolean none = chosen == null || chosen.reveal().isBlank();
        return new FirstStart(identity, none ? null : chosen, password, named);
    }

    @Bean
    ReadyLine readyLine(WatchHealth health, Build build) {
        return new ReadyLine(health, build);
    }

    @Bean
    Upkeep upkeep(
            Timer timer,
            ExecutorService workers,
            Clock clock,
            DeliveryModule delivery,
            FirstStart firstStart,
            IdentityModule identity,
            Retention retention,
            KeyService masterKeys,
            HubSettings settings) {
        Schedule schedule = new Schedule(timer, workers, clock);
        return new Upkeep(
                schedule, delivery, firstStart, identity, retention, masterKeys, settings, clock);
    }

    @Bean
    AuditUpkeep auditUpkeep(
            Timer timer,
            ExecutorService workers,
            Clock clock,
            AuditModule audit,
            AuditSettings settings) {
        Schedule schedule = new Schedule(timer, workers, clock);
        return new AuditUpkeep(schedule, audit, settings.checkEvery());
    }

    @Bean
    ErasureUpkeep erasureUpkeep(
            Timer timer, ExecutorService workers, Clock clock, PeopleModule people) {
        return new ErasureUpkeep(new Schedule(timer, workers, clock), people);
    }

    @Bean
    HealthPoller healthPoller(
            Timer timer,
            ExecutorService workers,
            Clock clock,
            HealthWatch health,
            DeliveryModule delivery,
            RelayGauges gauges,
            HubSettings settings) {
        Schedule schedule = new Schedule(timer, workers, clock);
        return new HealthPoller(schedule, health, delivery.parked(), gauges, settings.sweep());
    }

    @Bean
    HubLifecycle hubLifecycle(
            FirstStart firstStart,
            DeliveryModule delivery,
            Upkeep upkeep,
            ExecutorService workers) {
        return new HubLifecycle(firstStart, delivery, upkeep, workers);
    }
}
