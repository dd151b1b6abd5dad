package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.application.port.in.identity.ProveIdentity.Result.Proven;
import dev.switchboard.application.port.in.session.ClientLine;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One client in the namespace: what the events of all systems know about it. Used by the handler
/// of its socket, one event at a time.
public final class Customer {

    private final @Nullable Secret resumeToken;
    private final List<RequestedBinding> wishes;
    private final @Nullable ClientSession continued;
    private final Map<Class<?>, Object> notes = new ConcurrentHashMap<>();
    private EndUser who;
    private @Nullable Proven proof;
    private @Nullable Consumer<Proven> keeper;
    private @Nullable SessionKey session;
    private @Nullable ClientLine line;
    private @Nullable ClientId id;

    /// @param who what the client has proven
    /// @param resumeToken what it shall present next time; null if that is what it has already
    /// @param wishes what it asked to be bound to when it connected
    /// @param continued the session it goes on with, if any
    Customer(
            EndUser who,
            @Nullable Secret resumeToken,
            List<RequestedBinding> wishes,
            @Nullable ClientSession continued) {
        this.who = who;
        this.resumeToken = resumeToken;
        this.wishes = List.copyOf(wishes);
        this.continued = continued;
    }

    public ClientId id() {
        if (id == null) {
            throw new IllegalStateException("The client has not arrived yet");
        }
        return id;
    }

    public EndUser who() {
        return who;
    }

    public void identify(EndUser proven) {
        who = proven;
    }

    /// The client showed the token that proves its name.
    public void prove(Proven shown) {
        proof = shown;
        if (keeper != null) {
            keeper.accept(shown);
        }
    }

    /// @param by gets what the client has proven, and whatever it proves from now on
    void keepProofs(Consumer<Proven> by) {
        keeper = by;
        if (proof != null) {
            by.accept(proof);
        }
    }

    /// What the client shall present next time, or null if it has that already and we do not.
    public @Nullable Secret resumeToken() {
        return resumeToken;
    }

    /// The session this connection goes on with, or null if it is new.
    public @Nullable ClientSession continued() {
        return continued;
    }

    /// What the events of one system keep for this client; made when it is first asked for.
    public <T> T note(Class<T> type, Supplier<T> first) {
        return type.cast(notes.computeIfAbsent(type, _ -> first.get()));
    }

    List<RequestedBinding> wishes() {
        return wishes;
    }

    void keptAs(SessionKey key) {
        session = key;
    }

    @Nullable SessionKey session() {
        return session;
    }

    void arrived(ClientId as, ClientLine by) {
        id = as;
        line = by;
    }

    @Nullable ClientLine line() {
        return line;
    }
}
