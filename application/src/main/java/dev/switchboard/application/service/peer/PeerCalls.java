package dev.switchboard.application.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.out.cluster.PeerSignatures;
import dev.switchboard.application.port.out.cluster.Peers;
import dev.switchboard.application.port.out.cluster.Peers.Reply;
import dev.switchboard.application.service.cluster.OwnerDirectory;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PeerCall;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValues;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// The calls of this hub to its peers.
final class PeerCalls {

    private static final Duration TO_ANSWER = Duration.ofSeconds(2);
    private static final Duration UNREACHABLE = Duration.ofSeconds(10);

    private final OwnerDirectory directory;
    private final Peers peers;
    private final PeerSignatures signatures;
    private final LongSupplier nanoTime;
    private final AtomicLong made = new AtomicLong();
    private final Map<HubId, PeerBreaker> breakers = new ConcurrentHashMap<>();

    PeerCalls(
            OwnerDirectory directory,
            Peers peers,
            PeerSignatures signatures,
            LongSupplier nanoTime) {
        this.directory = directory;
        this.peers = peers;
        this.signatures = signatures;
        this.nanoTime = nanoTime;
    }

    /// Whether a hub may be called now. If it may not, it has been silent, and another call tries
    /// it.
    boolean mayCall(Hub hub) {
        return breaker(hub).mayCall(nanoTime.getAsLong());
    }

    Reply call(Hub hub, long epoch, String path, JsonValue arguments, Duration limit) {
        HubId me = directory.me().orElse(null);
        String address = hub.peerAddress();
        if (me == null || address == null) {
            return new Reply.Unreached();
        }
        byte[] body = JsonValues.write(arguments).getBytes(UTF_8);
        PeerProof proof = PeerProof.of(me, hub.id(), epoch, made.incrementAndGet(), body);
        PeerCall call = new PeerCall(hub.id(), address, path, proof.header(signatures, path), body);
        Reply reply = peers.call(call, limit);
        breaker(hub).note(reply, nanoTime.getAsLong());
        return reply;
    }

    /// Looks whether the other owners answer, and gives up the calls of hubs that are dead: a
    /// frozen one answers nobody, and others own its part.
    void look() {
        List<HubId> gone = breakers.keySet().stream().filter(directory::isGone).toList();
        gone.forEach(peers::giveUp);
        gone.forEach(breakers::remove);
        for (Hub hub : directory.otherOwners()) {
            if (mayCall(hub)) {
                var _ = call(hub, 0, PeerServer.PING, JsonValue.NULL, TO_ANSWER);
            }
        }
    }

    /// Whether a hub did not answer its last call.
    boolean isAway(HubId hub) {
        PeerBreaker breaker = breakers.get(hub);
        return breaker != null && breaker.isAway();
    }

    /// Whether each other owner answered within the last ten seconds, as far as it was called.
    boolean areReachable() {
        long now = nanoTime.getAsLong();
        Collection<Hub> others = directory.otherOwners();
        return others.stream().noneMatch(hub -> breaker(hub).isAwayFor(UNREACHABLE, now));
    }

    private PeerBreaker breaker(Hub hub) {
        return breakers.computeIfAbsent(hub.id(), _ -> new PeerBreaker());
    }
}
