package dev.switchboard.bootstrap.settings;

import dev.switchboard.application.port.out.upstream.Upstream;
import java.util.List;
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
}
