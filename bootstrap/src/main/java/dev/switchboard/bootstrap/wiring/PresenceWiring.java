package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.presence.CountUnread;
import dev.switchboard.application.port.in.presence.ManageTelephony;
import dev.switchboard.application.port.in.presence.ManageUsers;
import dev.switchboard.application.port.in.presence.ReportPresence;
import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.presence.GroupService;
import dev.switchboard.application.service.presence.PresenceModule;
import dev.switchboard.application.service.presence.ProfileService;
import dev.switchboard.bootstrap.settings.PresenceSettings;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Assembles organisations and the presence of their users.
@Configuration(proxyBeanMethods = false)
class PresenceWiring {

    @Bean
    PresenceModule presenceModule(
            Organisations store,
            Timer timer,
            ExecutorService workers,
            Clock clock,
            PresenceSettings settings) {
        return PresenceModule.of(store, timer, workers, clock, settings.removalRetention());
    }

    @Bean
    WatchPresence watchPresence(PresenceModule presence) {
        return presence.watch();
    }

    @Bean
    ReportPresence reportPresence(PresenceModule presence) {
        return presence.reports();
    }

    @Bean
    CountUnread countUnread(PresenceModule presence) {
        return presence.unread();
    }

    @Bean
    ManageUsers manageUsers(PresenceModule presence) {
        return presence.users();
    }

    @Bean
    GroupService groupService(PresenceModule presence) {
        return presence.groups();
    }

    @Bean
    ProfileService profileService(PresenceModule presence) {
        return presence.profiles();
    }

    @Bean
    ManageTelephony manageTelephony(PresenceModule presence) {
        return presence.telephony();
    }
}
