package dev.switchboard.adapter.in.socket.identity;

import dev.switchboard.application.port.in.identity.AccountStandings;
import dev.switchboard.application.port.in.identity.AccountStandings.Standing;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.in.identity.ProveIdentity.Result.Proven;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The proofs of open connections. A proof is valid as long as its account is unchanged since it
/// was granted. Every connection is checked regularly and ends with its proof.
///
/// While the store is away nothing can be checked, so nothing ends; nothing can be done over the
/// connections either.
public final class OpenProofs {

    private static final Logger LOG = LoggerFactory.getLogger(OpenProofs.class);

    private final ProveIdentity identity;
    private final AccountStandings accounts;
    private final Map<Object, Held> held = new ConcurrentHashMap<>();

    public OpenProofs(ProveIdentity identity, AccountStandings accounts) {
        this.identity = identity;
        this.accounts = accounts;
    }

    /// @param end ends the connection
    private record Held(String username, String revision, Runnable end) {}

    /// Authenticates a token.
    public ProveIdentity.Result prove(String token) {
        return identity.prove(token);
    }

    /// Replaces a connection's proof.
    ///
    /// @param end ends the connection; called at most once
    public void hold(Object connection, Proven proven, Runnable end) {
        String revision = proven.revision();
        if (revision == null) {
            held.remove(connection);
        } else {
            held.put(connection, new Held(proven.subject(), revision, end));
        }
    }

    /// Drops the proof of a connection that ended or proves nothing any more.
    public void release(Object connection) {
        held.remove(connection);
    }

    /// Whether a connection's proof is still valid. Rarely reads the store.
    ///
    /// @throws StoreUnavailableException if that is unknown now
    public boolean holds(Object connection) {
        Held proof = held.get(connection);
        return proof == null || standing(proof) != Standing.ENDED;
    }

    /// Returns the number of connections with an account.
    public int count() {
        return held.size();
    }

    /// Ends the connections whose accounts have changed. May read the store.
    public void look() {
        for (Map.Entry<Object, Held> one : ended()) {
            if (held.remove(one.getKey(), one.getValue())) {
                end(one.getValue());
            }
        }
    }

    private List<Map.Entry<Object, Held>> ended() {
        List<Map.Entry<Object, Held>> ended = new ArrayList<>();
        try {
            for (Map.Entry<Object, Held> one : held.entrySet()) {
                switch (standing(one.getValue())) {
                    case GOOD -> {}
                    case WAS_GOOD -> {
                        return ended;
                    }
                    case ENDED -> ended.add(one);
                }
            }
        } catch (StoreUnavailableException _) {
            // the remaining connections must wait for the store
        }
        return ended;
    }

    private Standing standing(Held proof) {
        return accounts.check(proof.username(), proof.revision());
    }

    private static void end(Held proof) {
        LOG.info("The token or key of {} has ended: a connection is closed", proof.username());
        try {
            proof.end().run();
        } catch (RuntimeException e) {
            LOG.error("A connection did not end", e);
        }
    }
}
