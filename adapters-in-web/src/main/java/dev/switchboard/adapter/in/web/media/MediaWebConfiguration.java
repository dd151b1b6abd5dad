package dev.switchboard.adapter.in.web.media;

import dev.switchboard.adapter.in.web.body.BodyLimitFilter.LargerBodies;
import dev.switchboard.adapter.in.web.request.CallRates;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.in.media.ServeMedia;
import dev.switchboard.domain.media.MediaFile;
import jakarta.servlet.MultipartConfigElement;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/// Sets up the endpoints of files.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MediaWebConfiguration.MediaWebProperties.class)
public class MediaWebConfiguration {

    private static final String MEDIA = "/v1/media";

    /// The size of a form around its file.
    private static final int FORM = 64 * 1024;

    /// The limit of one agent; more than anybody sends by hand.
    private static final int FILES_PER_MINUTE = 60;

    /// The number of agents to remember.
    private static final int AGENTS = 100_000;

    @Bean
    Routes mediaRoutes() {
        return Routes.of(
                Route.of("POST", MEDIA, Access.AGENTS),
                Route.of("GET", MEDIA + "/{id}", Access.GUESTS).audited("media.read"));
    }

    @Bean
    LargerBodies largerBodies(ObjectProvider<ServeMedia> media) {
        return request ->
                request.getMethod().equals("POST") && request.getRequestURI().equals(MEDIA)
                        ? media.getObject().most() + FORM
                        : 0;
    }

    /// Forms are read into memory; a form of unknown length may be as large as any.
    @Bean
    MultipartConfigElement multipart() {
        int most = MediaFile.LARGEST + FORM;
        return new MultipartConfigElement("", MediaFile.LARGEST, most, most);
    }

    @Bean
    MediaController mediaController(
            ServeMedia media, FindTenants tenants, MediaWebProperties properties, Clock clock) {
        int kilobytes = Math.toIntExact(properties.maxPerDay().toKilobytes());
        return new MediaController(
                media,
                tenants,
                new CallRates(FILES_PER_MINUTE, clock),
                new CallRates(kilobytes, Duration.ofDays(1), AGENTS, clock));
    }

    /// @param maxPerDay how much one agent may send in a day, and at once
    @ConfigurationProperties("switchboard.media")
    record MediaWebProperties(@DefaultValue("1GB") DataSize maxPerDay) {

        MediaWebProperties {
            if (maxPerDay.toKilobytes() < 1 || maxPerDay.toKilobytes() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "switchboard.media.max-per-day has to be between 1KB and 2047GB");
            }
        }
    }
}
