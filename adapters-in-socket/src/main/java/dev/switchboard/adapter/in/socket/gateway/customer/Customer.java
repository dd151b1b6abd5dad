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

/// One client in the namespace, with the data that all systems' events share. Used by the handler
/// of its socket, one event at a time.
public final class Customer {

    private final @Nullable Secret resumeToken;
    private final List<RequestedBinding> requestedBindings;
    private final @Nullable ClientSession continued;
    private final Map<Class<?>, Object> data = new ConcurrentHashMap<>();
    private EndUser who;
    private @Nullable Proven proof;
    private @Nullable Consumer<Proven> keeper;
    private @Nullable SessionKey session;
    private @Nullable ClientLine line;
    private @Nullable ClientId id;

    /// @param who the proven identity
    /// @param resumeToken the token for the client to present next time; null if it has it already
    /// @param requestedBindings the conversations that it asked for when it connected
    /// @param continued the session that it continues, if any
    Customer(
            EndUser who,
            @Nullable Secret resumeToken,
            List<RequestedBinding> requestedBindings,
            @Nullable ClientSession continued) {
        this.who = who;
        this.resumeToken = resumeToken;
        this.requestedBindings = List.copyOf(requestedBindings);
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

    /// Records the token that proves the client's name.
    public void prove(Proven shown) {
        proof = shown;
        if (keeper != null) {
            keeper.accept(shown);
        }
    }

    /// @param by gets the client's current proof and all later ones
    void keepProofs(Consumer<Proven> by) {
        keeper = by;
        if (proof != null) {
            by.accept(proof);
        }
    }

    /// The token for the client to present next time; null if the client has it already and the hub
    /// does not.
    public @Nullable Secret resumeToken() {
        return resumeToken;
    }

    /// The session that this connection continues, or null for a new one.
    public @Nullable ClientSession continued() {
        return continued;
    }

    /// Returns one system's own data of this client; made at the first request.
    public <T> T dataOf(Class<T> type, Supplier<T> first) {
        return type.cast(data.computeIfAbsent(type, _ -> first.get()));
    }

    List<RequestedBinding> requestedBindings() {
        return requestedBindings;
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
