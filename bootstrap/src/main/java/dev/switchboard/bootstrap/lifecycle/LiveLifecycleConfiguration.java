package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.chat.ChatUpkeep;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.live.AckRecovery;
import dev.switchboard.application.service.live.ClaimRenewal;
import dev.switchboard.application.service.live.LiveClients;
import dev.switchboard.application.service.live.LiveSettings;
import dev.switchboard.application.service.live.LiveUpkeep;
import dev.switchboard.application.service.message.user.ReplyParts;
import dev.switchboard.application.service.session.Ownership;
import dev.switchboard.bootstrap.lifecycle.LiveLifecycle.Tidying;
import dev.switchboard.bootstrap.settings.HubSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Start and upkeep of the live side.
@Configuration(proxyBeanMethods = false)
public class LiveLifecycleConfiguration {

    @Bean
    LiveUpkeep liveUpkeep(
            Backlog backlog,
            Journal journal,
            PendingCounts pending,
            RelayTelemetry telemetry,
            List<Upstream> upstreams,
            Clock clock) {
        Map<String, Duration> parkAfter = new HashMap<>();
        for (Upstream upstream : upstreams) {
            Duration patience = upstream.waits().parkAfter();
            if (patience != null) {
                parkAfter.put(upstream.name(), patience);
            }
        }
        return new LiveUpkeep(backlog, journal, pending, telemetry, parkAfter, clock);
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

    @Bean
    ClaimRenewal attendance(LiveClients clients, Ownership claims) {
        return new ClaimRenewal(clients, claims);
    }

    @Bean
    LiveLifecycle liveLifecycle(
            Timer timer,
            ExecutorService workers,
            Clock clock,
            ReplyParts parts,
            LiveUpkeep upkeep,
            AckRecovery acknowledged,
            ClaimRenewal claimRenewal,
            Tidying tidying,
            HandoffModule handoffs,
            ChatUpkeep chats) {
        return new LiveLifecycle(
                new Schedule(timer, workers, clock),
                parts,
                upkeep,
                acknowledged,
                claimRenewal,
                tidying,
                handoffs,
                chats);
    }
}
