package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.InMemoryOrganisations;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.service.presence.GroupService;
import dev.switchboard.application.service.presence.OpenOrganisations;
import dev.switchboard.application.service.presence.OpenOrganisations.Running;
import dev.switchboard.application.service.presence.ProfileService;
import dev.switchboard.application.service.presence.ReportService;
import dev.switchboard.application.service.presence.TelephonyService;
import dev.switchboard.application.service.presence.UnreadService;
import dev.switchboard.application.service.presence.UserService;
import dev.switchboard.application.service.presence.WatchService;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Organisations as they are, kept in memory: nine ports whose fakes would have to agree with each
/// other are the real thing already.
@Configuration(proxyBeanMethods = false)
class PresenceCore {

    private static final Duration REMOVAL_RETENTION = Duration.ofHours(24);

    /// The outage of organisations alone.
    @Bean
    Outage organisationsAway() {
        return new Outage();
    }

    @Bean
    OpenOrganisations organisations(Outage away, MutableClock clock) {
        return new OpenOrganisations(
                new Running(
                        new InMemoryOrganisations(away),
                        new FakeTimer(clock),
                        Executors.newVirtualThreadPerTaskExecutor(),
                        clock,
                        REMOVAL_RETENTION));
    }

    @Bean
    UserService users(OpenOrganisations organisations) {
        return new UserService(organisations);
    }

    @Bean
    ReportService reports(OpenOrganisations organisations) {
        return new ReportService(organisations);
    }

    @Bean
    UnreadService unread(OpenOrganisations organisations) {
        return new UnreadService(organisations);
    }

    @Bean
    WatchService watching(OpenOrganisations organisations) {
        return new WatchService(organisations, REMOVAL_RETENTION);
    }

    @Bean
    ProfileService profiles(OpenOrganisations organisations) {
        return new ProfileService(organisations);
    }

    @Bean
    GroupService groups(OpenOrganisations organisations) {
        return new GroupService(organisations);
    }

    @Bean
    TelephonyService telephony(OpenOrganisations organisations) {
        return new TelephonyService(organisations);
    }
}
