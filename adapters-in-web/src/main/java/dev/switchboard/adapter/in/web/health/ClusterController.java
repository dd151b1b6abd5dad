package dev.switchboard.adapter.in.web.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.application.port.in.cluster.WatchCluster;
import dev.switchboard.application.port.in.cluster.WatchCluster.Cluster;
import dev.switchboard.application.port.in.cluster.WatchCluster.Reason;
import dev.switchboard.application.port.in.cluster.WatchCluster.State;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The hubs of this hub's store, for admins.
@RestController
@Tag(name = "Health")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ClusterController {

    private final WatchCluster hub;

    ClusterController(WatchCluster hub) {
        this.hub = hub;
    }

    /// Get the hubs that share the database.
    ///
    /// Each hub with the time of its last beat, who owns how many of the partitions, since when
    /// this hub serves or stands by, and what an operator should look at. As this hub saw it at its
    /// last look, at most two seconds ago. A standby answers too. With the embedded store the state
    /// is `ALONE`, and there are no hubs.
    ///
    /// @return the hubs
    @GetMapping("/v1/cluster")
    ClusterReport getCluster() {
        return ClusterReport.of(hub.cluster());
    }

    /// @param self the id of the hub that answers; null if it has none
    /// @param state what the hub that answers does
    /// @param since when this state began
    /// @param hubs the hub that answers first
    /// @param doubts what to look at; empty if all is well
    record ClusterReport(
            @Nullable @Schema(example = "0199c1d2-7e3f-7a41-8b52-9c6f0d1e2a3b") String self,
            State state,
            Instant since,
            List<ClusterHub> hubs,
            ClusterTable table,
            List<ClusterDoubt> doubts) {

        static ClusterReport of(Cluster cluster) {
            return new ClusterReport(
                    cluster.self(),
                    cluster.state(),
                    cluster.since(),
                    cluster.hubs().stream().map(ClusterHub::of).toList(),
                    ClusterTable.of(cluster.table()),
                    cluster.doubts().stream().map(ClusterDoubt::of).toList());
        }
    }

    /// @param id one start of a hub
    /// @param name the machine
    /// @param protocol the number of the newest rules between hubs that it follows
    /// @param beatAt when its last beat was seen; null for the hub that answers while its beats
    ///   fail
    /// @param dead whether others declared it dead
    /// @param partitions how many it owns
    /// @param peerAddress where other hubs call it; null if it shares its partitions with nobody
    record ClusterHub(
            @Schema(example = "0199c1d2-7e3f-7a41-8b52-9c6f0d1e2a3b") String id,
            @Schema(example = "hub-1") String name,
            @Schema(example = "http://10.0.0.7:8000") String address,
            @Schema(example = "1.2.3") String version,
            @Schema(example = "1") int protocol,
            @JsonProperty("beat_at") @Nullable Instant beatAt,
            boolean dead,
            @Schema(example = "1024") int partitions,
            @JsonProperty("peer_address") @Nullable @Schema(example = "http://10.0.0.7:8002")
                    String peerAddress) {

        static ClusterHub of(WatchCluster.Member hub) {
            return new ClusterHub(
                    hub.id(),
                    hub.name(),
                    hub.address(),
                    hub.version(),
                    hub.protocol(),
                    hub.beatAt(),
                    hub.dead(),
                    hub.partitions(),
                    hub.peerAddress());
        }
    }

    /// @param version rises with each change of an owner; 0 with the embedded store
    /// @param partitions all of them
    /// @param own those of the hub that answers
    /// @param free those that no living hub owns
    record ClusterTable(
            @Schema(example = "1764032400000") long version,
            @Schema(example = "1024") int partitions,
            @Schema(example = "1024") int own,
            @Schema(example = "0") int free) {

        static ClusterTable of(WatchCluster.Table table) {
            return new ClusterTable(table.version(), table.partitions(), table.own(), table.free());
        }
    }

    /// @param hub the id of the hub that it is about; null if it is about the table
    record ClusterDoubt(
            Reason reason,
            @Nullable @Schema(example = "0199c1d2-7e3f-7a41-8b52-9c6f0d1e2a3b") String hub) {

        static ClusterDoubt of(WatchCluster.Doubt doubt) {
            return new ClusterDoubt(doubt.reason(), doubt.hub());
        }
    }
}
