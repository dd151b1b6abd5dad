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

/// What open connections have proven. A proof holds as long as the account that it was granted to
/// is as it was then; every connection is asked after again and again, and ends with its proof.
///
/// While the store is away nobody can tell, and nothing ends: nothing can be done either.
public final class OpenProofs {

    private static final Logger log = LoggerFactory.getLogger(OpenProofs.class);

    private final ProveIdentity identity;
    private final AccountStandings accounts;
    private final Map<Object, Held> held = new ConcurrentHashMap<>();

    public OpenProofs(ProveIdentity identity, AccountStandings accounts) {
        this.identity = identity;
        this.accounts = accounts;
    }

    /// @param end ends the connection
    private record Held(String username, String revision, Runnable end) {}

    /// Tells who presents a token.
    public ProveIdentity.Result prove(String token) {
        return identity.prove(token);
    }

    /// A connection lives by this proof from now on, and by no earlier one.
    ///
    /// @param end ends the connection; called once at most
    public void hold(Object connection, Proven proven, Runnable end) {
        String revision = proven.revision();
        if (revision == null) {
            held.remove(connection);
        } else {
            held.put(connection, new Held(proven.subject(), revision, end));
        }
    }

    /// A connection is gone, or proves nothing any more.
    public void release(Object connection) {
        held.remove(connection);
    }

    /// Whether what a connection has proven still holds. Rarely needs the store.
    ///
    /// @throws StoreUnavailableException if that cannot be told now
    public boolean holds(Object connection) {
        Held proof = held.get(connection);
        return proof == null || standing(proof) != Standing.ENDED;
    }

    /// Connections that live by an account.
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
            // those that are not looked at yet must wait for it
        }
        return ended;
    }

    private Standing standing(Held proof) {
        return accounts.check(proof.username(), proof.revision());
    }

    private static void end(Held proof) {
        log.info("What {} was let in by is over: a connection ends", proof.username());
        try {
            proof.end().run();
        } catch (RuntimeException e) {
            log.error("A connection did not end", e);
        }
    }
}
