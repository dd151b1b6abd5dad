package dev.switchboard.bootstrap;

import dev.switchboard.adapter.in.socket.SocketAdapterConfiguration;
import dev.switchboard.adapter.in.web.WebAdapterConfiguration;
import dev.switchboard.adapter.out.persistence.PersistenceAdapterConfiguration;
import dev.switchboard.adapter.out.upstreams.UpstreamsAdapterConfiguration;
import dev.switchboard.bootstrap.lifecycle.LifecycleConfiguration;
import dev.switchboard.bootstrap.runtime.PreparedBeans;
import dev.switchboard.bootstrap.runtime.RuntimeConfiguration;
import dev.switchboard.bootstrap.runtime.WebServerConfiguration;
import dev.switchboard.bootstrap.settings.EarlySettings;
import dev.switchboard.bootstrap.settings.PrivateData;
import dev.switchboard.bootstrap.settings.SettingsReport;
import dev.switchboard.bootstrap.settings.UnknownVariables;
import dev.switchboard.bootstrap.telemetry.TelemetryConfiguration;
import dev.switchboard.bootstrap.wiring.CoreConfiguration;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;

/// The hub. All its parts are named here; nothing is found by scanning.
@SpringBootConfiguration(proxyBeanMethods = false)
@UsedAutoConfiguration
@Import({
    RuntimeConfiguration.class,
    WebServerConfiguration.class,
    TelemetryConfiguration.class,
    CoreConfiguration.class,
    LifecycleConfiguration.class,
    WebAdapterConfiguration.class,
    SocketAdapterConfiguration.class,
    UpstreamsAdapterConfiguration.class,
    PersistenceAdapterConfiguration.class
})
public class SwitchboardApplication {

    /// Switches off Spring Boot's background initialisation of classes that it expects to be needed
    /// soon, such as a validator that the hub never uses: that takes processor time and memory from
    /// the start.
    private static final String NO_GUESSES = "spring.backgroundpreinitializer.ignore";

    public static void main(String[] args) {
        System.setProperty(NO_GUESSES, "true");
        if (SettingsReport.isMeantBy(List.of(args))) {
            System.exit(
                    SettingsReport.run(SwitchboardApplication.class, List.of(args), System.out));
        }
        SpringApplication application = new SpringApplication(SwitchboardApplication.class);
        application.addListeners(
                new EarlySettings(),
                new PreparedBeans(SwitchboardApplication.class),
                new PrivateData(),
                new UnknownVariables());
        application.run(args);
    }
}
