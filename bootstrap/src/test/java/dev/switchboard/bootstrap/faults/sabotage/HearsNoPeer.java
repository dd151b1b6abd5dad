package dev.switchboard.bootstrap.faults.sabotage;

import dev.switchboard.application.port.out.cluster.Peers;
import dev.switchboard.domain.cluster.PeerCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/// While there is a file [#DEAF] in the hub's directory, half of its calls to other hubs do not
/// arrive. The others are made there, and their answers do not come back. Others reach it.
public final class HearsNoPeer implements Saboteur {

    public static final String DEAF = "deaf";

    /// The environment variable with the seed of its choices.
    public static final String SEED = "DEAF_SEED";

    private final Random random = new Random(Long.parseLong(System.getenv(SEED)));

    private final Path deaf = Path.of(System.getenv("DATA_DIR"), DEAF);

    @Override
    public Peers replace(Peers peers) {
        return (call, limit) ->
                Files.exists(deaf) ? lost(peers, call, limit) : peers.call(call, limit);
    }

    private Peers.Reply lost(Peers peers, PeerCall call, Duration limit) {
        if (random.nextBoolean()) {
            return new Peers.Reply.Unreached();
        }
        var _ = peers.call(call, limit);
        return new Peers.Reply.Unanswered();
    }
}
