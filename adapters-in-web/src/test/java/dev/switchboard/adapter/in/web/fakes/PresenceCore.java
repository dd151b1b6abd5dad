package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.InMemoryOrganisations;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.inmemory.SoleOwnership;
import dev.switchboard.application.port.in.presence.CountUnread;
import dev.switchboard.application.port.in.presence.ManageTelephony;
import dev.switchboard.application.port.in.presence.ManageUsers;
import dev.switchboard.application.port.in.presence.ReportPresence;
import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.application.port.out.presence.OrganisationEvents;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.presence.GroupService;
import dev.switchboard.application.service.presence.PresenceModule;
import dev.switchboard.application.service.presence.ProfileService;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Real organisations in memory. Fakes of the nine ports would have to agree with each other, so
/// the real services are simpler.
@Configuration(proxyBeanMethods = false)
class PresenceCore {

    private static final Duration REMOVAL_RETENTION = Duration.ofHours(24);

    /// An outage of the organisations' store only.
    @Bean
    Outage organisationsAway() {
        return new Outage();
    }

    /// Changes are made on the caller's thread, so that the effects of a call or of an advanced
    /// clock have happened when it returns.
    @Bean
    PresenceModule presence(Outage away, MutableClock clock) {
        return PresenceModule.of(
                new InMemoryOrganisations(away),
                OrganisationEvents.NONE,
                PeerModule.alone(),
                new SoleOwnership(),
                new FakeTimer(clock),
                Runnable::run,
                clock,
                REMOVAL_RETENTION);
    }

    @Bean
    ManageUsers users(PresenceModule presence) {
        return presence.users();
    }

    @Bean
    ReportPresence reports(PresenceModule presence) {
        return presence.reports();
    }

    @Bean
    CountUnread unread(PresenceModule presence) {
        return presence.unread();
    }

    @Bean
    WatchPresence watching(PresenceModule presence) {
        return presence.watch();
    }

    @Bean
    ProfileService profiles(PresenceModule presence) {
        return presence.profiles();
    }

    @Bean
    GroupService groups(PresenceModule presence) {
        return presence.groups();
    }

    @Bean
    ManageTelephony telephony(PresenceModule presence) {
        return presence.telephony();
    }
}
