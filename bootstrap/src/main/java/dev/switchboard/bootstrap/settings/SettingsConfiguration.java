package dev.switchboard.bootstrap.settings;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/// Reads the settings of the core, and refuses those that do not fit together.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    ChannelSettings.class,
    HubSettings.class,
    LiveClientSettings.class,
    NetomiSettings.class,
    PegaSettings.class
})
public class SettingsConfiguration {

    private static final Profiles DEMO = Profiles.of("demo");

    @Bean
    SettingsTogether settingsTogether(
            HubSettings hub,
            ChannelSettings channels,
            NetomiSettings netomi,
            PegaSettings pega,
            Environment environment) {
        return new SettingsTogether(hub, channels, netomi, pega, environment.acceptsProfiles(DEMO));
    }
}
