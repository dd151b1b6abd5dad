package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.in.health.WatchHealth;
import dev.switchboard.application.port.in.health.WatchHealth.Build;
import dev.switchboard.application.port.in.health.WatchHealth.Part;
import dev.switchboard.application.port.in.health.WatchHealth.State;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/// Logs in one line that the hub has started: its version, address, store and metrics.
final class ReadyLine implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger("dev.switchboard.start");

    private final WatchHealth health;
    private final Build build;

    ReadyLine(WatchHealth health, Build build) {
        this.health = health;
        this.build = build;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        Part store = health.store();
        String url = url(environment);
        LOG.atInfo()
                .addKeyValue("action", "ready")
                .addKeyValue("version", build.version())
                .addKeyValue("url", url)
                .log(
                        "Switchboard {} is {} at {}, its store is {}, metrics are at {}",
                        build,
                        store.state() == State.UP ? "ready" : "up, and waits for its store,",
                        url,
                        store(environment),
                        metrics(environment));
    }

    private static String url(Environment environment) {
        String here = "http://localhost:" + environment.getProperty("local.server.port", "");
        String outside = environment.getProperty("switchboard.public-url", "");
        return outside.isBlank() || outside.equals(here) ? here : outside + " (here " + here + ")";
    }

    /// The address of a MongoDB may contain a password, so it is not shown.
    private static String store(Environment environment) {
        return environment.getProperty("switchboard.mongodb.uri", "").isBlank()
                ? Path.of(environment.getProperty("switchboard.data-dir", "data"))
                        .toAbsolutePath()
                        .normalize()
                        .toString()
                : "MongoDB";
    }

    private static String metrics(Environment environment) {
        return "http://%s:%s/actuator/prometheus"
                .formatted(
                        environment.getProperty("management.server.address", "localhost"),
                        environment.getProperty("local.management.port", ""));
    }
}
