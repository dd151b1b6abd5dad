package dev.switchboard.bootstrap.settings;

import dev.switchboard.application.port.out.upstream.Upstream;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/// Reads the settings of the core, and refuses those that do not fit together.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    AgentSettings.class,
    AuditSettings.class,
    BotAccounts.class,
    ChannelSettings.class,
    DeliverySettings.class,
    HubSettings.class,
    LiveClientSettings.class,
    PresenceSettings.class
})
public class SettingsConfiguration {

    private static final Profiles DEMO = Profiles.of("demo");

    @Bean
    SettingsTogether settingsTogether(
            HubSettings hub,
            ChannelSettings channels,
            List<Upstream> upstreams,
            Environment environment) {
        return new SettingsTogether(hub, channels, upstreams, environment.acceptsProfiles(DEMO));
    }

    /// What several settings say together. Each may be fine, and both still promise what cannot be
    /// kept; then the hub does not start.
    ///
    /// @param demo whether the hub runs for a demonstration only
    record SettingsTogether(
            HubSettings hub, ChannelSettings channels, List<Upstream> upstreams, boolean demo) {

        private static final Logger log = LoggerFactory.getLogger(SettingsTogether.class);

        SettingsTogether {
            requireShorter(
                    "switchboard.channels.sync-wait",
                    channels.syncWait(),
                    "switchboard.channels.request-timeout",
                    channels.requestTimeout());
            upstreams.forEach(upstream -> check(upstream, hub, demo));
        }

        private static void check(Upstream upstream, HubSettings hub, boolean demo) {
            String prefix = "switchboard." + upstream.name();
            requireNoLonger(
                    prefix + ".claim-ttl",
                    upstream.claims().ttl(),
                    "switchboard.retention",
                    hub.retention());
            if (upstream.claims().takenOver()) {
                requireDemo(prefix + ".claim-policy", demo);
                log.warn(
                        "{}.claim-policy=legacy: whoever writes in a customer's name gets what is said"
                                + " to them",
                        prefix);
            }
        }

        private static void requireNoLonger(
                String name, Duration value, String limitName, Duration limit) {
            if (value.compareTo(limit) > 0) {
                throw new UnusableSettingException(
                        "%s must not be longer than %s".formatted(name, limitName),
                        "Set %s to at most %s, or raise %s.".formatted(name, limit, limitName));
            }
        }

        /// Nobody is made to wait for an answer that is no longer waited for upstream.
        private static void requireShorter(
                String name, Duration value, String limitName, Duration limit) {
            if (value.compareTo(limit) >= 0) {
                throw new UnusableSettingException(
                        "%s must be shorter than %s".formatted(name, limitName),
                        "Set %s below %s, or raise %s.".formatted(name, limit, limitName));
            }
        }

        private static void requireDemo(String name, boolean demo) {
            if (!demo) {
                throw new UnusableSettingException(
                        name + "=legacy is for the profile demo only",
                        "Leave " + name + " out: strangers would read along.");
            }
        }
    }
}
