package dev.switchboard.bootstrap.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Configuration;

class PreparedBeansTest {

    @Test
    void fitTheSettingsAsPackaged() {
        assertThat(fit()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PORT=9000",
                "SWITCHBOARD_MANAGEMENT_PORT=9001",
                "SWITCHBOARD_MANAGEMENT_ADDRESS=0.0.0.0",
                "SWITCHBOARD_TRACING=false",
                "MONGO_URL=",
                "MONGO_URL=mongodb://localhost/switchboard",
                "switchboard.mongodb.uri=mongodb://localhost/switchboard",
                "switchboard.cluster.enabled=true",
                "SWITCHBOARD_LOG_FORMAT=",
                "switchboard.public-url=https://hub.example.com",
                "switchboard.trusted-proxies=127.0.0.1",
                "logging.level.root=WARN",
            })
    void fitSettingsThatNoBeanDependsOn(String setting) {
        assertThat(fit("--" + setting)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PORT=8001",
                "SWITCHBOARD_MANAGEMENT_PORT=-1",
                "SWITCHBOARD_TRACING=true",
                "management.tracing.export.enabled=true",
                "management.endpoints.web.exposure.include=health",
                "spring.profiles.active=another",
                "spring.main.lazy-initialization=true",
                "springdoc.api-docs.enabled=false",
                "server.forward-headers-strategy=native",
                "SPRING_JMX_ENABLED=true",
            })
    void doNotFitSettingsThatBeansDependOn(String setting) {
        assertThat(fit("--" + setting)).isFalse();
    }

    private static boolean fit(String... arguments) {
        AtomicBoolean fit = new AtomicBoolean();
        SpringApplication application = new SpringApplication(Nothing.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addListeners(
                (ApplicationListener<ApplicationEnvironmentPreparedEvent>)
                        event -> fit.set(PreparedBeans.fit(event.getEnvironment())));
        application.run(arguments).close();
        return fit.get();
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
