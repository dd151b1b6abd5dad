package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.presence.CountUnread;
import dev.switchboard.application.port.in.presence.ManageTelephony;
import dev.switchboard.application.port.in.presence.ManageUsers;
import dev.switchboard.application.port.in.presence.ReportPresence;
import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.presence.GroupService;
import dev.switchboard.application.service.presence.OpenOrganisations;
import dev.switchboard.application.service.presence.ProfileService;
import dev.switchboard.application.service.presence.ReportService;
import dev.switchboard.application.service.presence.TelephonyService;
import dev.switchboard.application.service.presence.UnreadService;
import dev.switchboard.application.service.presence.UserService;
import dev.switchboard.application.service.presence.WatchService;
import dev.switchboard.bootstrap.settings.PresenceSettings;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Organisations and the presence of their users.
@Configuration(proxyBeanMethods = false)
class PresenceWiring {

    @Bean
    OpenOrganisations openOrganisations(
            Organisations store,
            Timer timer,
            ExecutorService workers,
            Clock clock,
            PresenceSettings settings) {
        return new OpenOrganisations(
                new OpenOrganisations.Running(
                        store, timer, workers, clock, settings.removalRetention()));
    }

    @Bean
    WatchPresence watchPresence(OpenOrganisations organisations, PresenceSettings settings) {
        return new WatchService(organisations, settings.removalRetention());
    }

    @Bean
    ReportPresence reportPresence(OpenOrganisations organisations) {
        return new ReportService(organisations);
    }

    @Bean
    CountUnread countUnread(OpenOrganisations organisations) {
        return new UnreadService(organisations);
    }

    @Bean
    ManageUsers manageUsers(OpenOrganisations organisations) {
        return new UserService(organisations);
    }

    /// The groups and who belongs to them.
    @Bean
    GroupService groupService(OpenOrganisations organisations) {
        return new GroupService(organisations);
    }

    /// The profiles and their states.
    @Bean
    ProfileService profileService(OpenOrganisations organisations) {
        return new ProfileService(organisations);
    }

    @Bean
    ManageTelephony manageTelephony(OpenOrganisations organisations) {
        return new TelephonyService(organisations);
    }
}
