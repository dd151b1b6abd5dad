package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.chat.ChatModule;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.live.LiveSettings;
import dev.switchboard.application.service.message.user.UserModule;
import dev.switchboard.bootstrap.lifecycle.LiveLifecycle.Tidying;
import dev.switchboard.bootstrap.settings.HubSettings;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the start and the upkeep of the live side.
@Configuration(proxyBeanMethods = false)
public class LiveLifecycleConfiguration {

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

    @Bean
    LiveLifecycle liveLifecycle(
            Timer timer,
            ExecutorService workers,
            Clock clock,
            LiveModule live,
            UserModule users,
            HandoffModule handoffs,
            ChatModule chats,
            Tidying tidying) {
        Schedule schedule = new Schedule(timer, workers, clock);
        return new LiveLifecycle(schedule, live, users, handoffs, chats, tidying);
    }
}
