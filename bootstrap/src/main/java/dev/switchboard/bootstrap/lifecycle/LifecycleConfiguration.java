package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.service.live.LiveSettings;
import dev.switchboard.bootstrap.lifecycle.LiveLifecycle.Tidying;
import dev.switchboard.bootstrap.settings.HubSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the start, the upkeep and the end of the hub.
@Configuration(proxyBeanMethods = false)
@Import({
    Schedule.class,
    LiveLifecycle.class,
    SharedHubLifecycle.class,
    FirstStart.class,
    ReadyLine.class,
    Upkeep.class,
    AuditUpkeep.class,
    BackgroundWork.class,
    HealthPoller.class,
    PartitionUpkeep.class,
    HubLifecycle.class,
    PeerConnector.class,
    TableRounds.class,
    ClusterLifecycle.class,
    ClusterLifecycle.End.class
})
public class LifecycleConfiguration {

    @Bean
    FirstPassword firstPassword(HubSettings hub) {
        return new FirstPassword(hub.dataDir());
    }

    @Bean
    Tidying tidying(
            ClientSessions sessions,
            Claims claims,
            MediaFiles media,
            LiveSettings settings,
            HubSettings hub,
            Clock clock) {
        return new Tidying(sessions, claims, media, settings, hub, clock, clock.instant());
    }
}
