package dev.switchboard.adapter.in.web.health;

import dev.switchboard.application.port.in.health.WatchHealth;
import dev.switchboard.application.port.in.health.WatchHealth.Build;
import dev.switchboard.application.port.in.health.WatchHealth.State;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The hub's health and its causes, for admins. Others only learn whether the hub is up.
@RestController
@Tag(name = "Health")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class HealthController {

    private final WatchHealth hub;
    private final Build build;

    HealthController(WatchHealth hub, Build build) {
        this.hub = hub;
        this.build = build;
    }

    /// Get the hub's health.
    ///
    /// The version, and each part with its state, the time since which it has it, and the cause if
    /// it is not well. Always answers 200; load balancers use `/readyz`.
    ///
    /// @return the health
    @GetMapping("/v1/health")
    Report getHealth() {
        return Report.of(build, hub.parts());
    }

    /// @param status the status of the worst part
    /// @param commit the commit of the build
    record Report(
            State status,
            @Schema(example = "1.2.3") String version,
            @Schema(example = "5f96c8a4c1d2") String commit,
            List<Part> parts) {

        static Report of(Build build, List<WatchHealth.Part> parts) {
            return new Report(
                    State.worst(parts),
                    build.version(),
                    build.commit(),
                    parts.stream().map(Part::of).toList());
        }
    }

    /// @param name `store`, `bot`, a desk, or a target
    record Part(
            @Schema(example = "store") String name,
            State status,
            Instant since,
            @Schema(example = "MongoDB cannot be reached: connection refused") String detail) {

        static Part of(WatchHealth.Part part) {
            return new Part(part.name(), part.state(), part.since(), part.detail());
        }
    }
}
