package dev.switchboard.bootstrap.settings;

import dev.switchboard.application.port.in.settings.ReadSettings;
import dev.switchboard.application.port.out.settings.MadeOfSettings;
import dev.switchboard.application.port.out.upstream.OriginClaims;
import dev.switchboard.domain.session.ClaimPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/// Reads the settings of the core, and refuses inconsistent ones.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    AgentSettings.class,
    AuditSettings.class,
    ChannelSettings.class,
    ClusterSettings.class,
    DeliverySettings.class,
    HubSettings.class,
    IdentitySettings.class,
    LiveClientSettings.class,
    PresenceSettings.class
})
public class SettingsConfiguration {

    @Bean
    ReadSettings effectiveSettings(ConfigurableEnvironment environment) {
        return EffectiveSettings.of(environment);
    }

    @Bean
    @MadeOfSettings
    SettingsTogether settingsTogether(
            HubSettings hub,
            ChannelSettings channels,
            List<OriginClaims> claims,
            Environment environment) {
        if (!hub.development()) {
            SettingsTogether.requireProofs(channels);
            SettingsTogether.requireHttps(environment, "switchboard.identity.oidc.issuer-uri");
            SettingsTogether.requireHttps(environment, "switchboard.identity.oidc.jwk-set-uri");
        }
        return new SettingsTogether(hub, channels, claims);
    }

    /// Checks settings against each other. Each may be valid alone and together promise what the
    /// hub cannot keep; then the hub does not start.
    record SettingsTogether(HubSettings hub, ChannelSettings channels, List<OriginClaims> claims) {

        private static final Logger LOG = LoggerFactory.getLogger(SettingsTogether.class);

        SettingsTogether {
            requireShorter(
                    "switchboard.channels.sync-wait",
                    channels.syncWait(),
                    "switchboard.channels.request-timeout",
                    channels.requestTimeout());
            requireKept("systems without a setting for them", ClaimPolicy.USUAL, hub);
            claims.forEach(its -> check(its.origin(), its.policy(), hub));
        }

        private static void check(String system, ClaimPolicy claims, HubSettings hub) {
            String prefix = "switchboard." + system;
            requireKept(system, claims, hub);
            if (claims.takenOver()) {
                requireDevelopment(prefix + ".claim-policy=legacy", hub.development());
                LOG.warn(
                        "{}.claim-policy=legacy: the last writer in a customer's name gets the"
                                + " customer's messages",
                        prefix);
            }
        }

        private static void requireKept(String systems, ClaimPolicy claims, HubSettings hub) {
            if (claims.ttl().compareTo(hub.retention()) > 0) {
                throw new UnusableSettingException(
                        "switchboard.retention must not be shorter than the claims of " + systems,
                        "Set switchboard.retention to at least %s, or shorten the claim-ttl of a system that has one."
                                .formatted(claims.ttl()));
            }
        }

        /// A sender must not wait longer than the call upstream lasts.
        private static void requireShorter(
                String name, Duration value, String limitName, Duration limit) {
            if (value.compareTo(limit) >= 0) {
                throw new UnusableSettingException(
                        "%s must be shorter than %s".formatted(name, limitName),
                        "Set %s below %s, or raise %s.".formatted(name, limit, limitName));
            }
        }

        static void requireProofs(ChannelSettings channels) {
            if (channels.callbackAuth() == ChannelSettings.CallbackAuth.OPEN) {
                requireDevelopment("switchboard.channels.callback-auth=open", false);
            }
        }

        /// Keys that come over plain http could be replaced on the way.
        static void requireHttps(Environment environment, String name) {
            String address = environment.getProperty(name, "");
            if (!address.isBlank() && !address.toLowerCase(Locale.ROOT).startsWith("https://")) {
                throw new UnusableSettingException(
                        name + " must be an https URL",
                        "Set SWITCHBOARD_DEVELOPMENT=true to do without, on a machine of your own.");
            }
        }

        private static void requireDevelopment(String setting, boolean development) {
            if (!development) {
                throw new UnusableSettingException(
                        setting + " is for development only:",
                        "leave it out, for strangers would read or write along, or set"
                                + " SWITCHBOARD_DEVELOPMENT=true on a machine of your own.");
            }
        }
    }
}
