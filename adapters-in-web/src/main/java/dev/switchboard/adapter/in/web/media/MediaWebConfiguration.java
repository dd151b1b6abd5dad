package dev.switchboard.adapter.in.web.media;

import dev.switchboard.adapter.in.web.request.BodyLimitFilter.LargerBodies;
import dev.switchboard.adapter.in.web.request.CallRates;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.application.port.in.media.ServeMedia;
import dev.switchboard.domain.media.MediaFile;
import jakarta.servlet.MultipartConfigElement;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires files.
@Configuration(proxyBeanMethods = false)
public class MediaWebConfiguration {

    private static final String MEDIA = "/v1/media";

    /// What a form has around its file.
    private static final int FORM = 64 * 1024;

    /// Of one agent; more than anybody sends by hand.
    private static final int FILES_PER_MINUTE = 60;

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

    /// Forms are read into memory, and no more of one whose length is not told than any may have.
    @Bean
    MultipartConfigElement multipart() {
        int most = MediaFile.LARGEST + FORM;
        return new MultipartConfigElement("", MediaFile.LARGEST, most, most);
    }

    @Bean
    MediaController mediaController(ServeMedia media, Clock clock) {
        return new MediaController(media, new CallRates(FILES_PER_MINUTE, clock));
    }
}
