package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.adapter.in.socket.engineio.EngineListener;
import dev.switchboard.adapter.in.socket.socketio.Namespace;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.in.session.FollowConversations;
import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.application.port.in.session.ServeClients;
import java.util.List;

/// Namespace `/`, put together.
public final class CustomerNamespace {

    private final Namespace namespace;
    private final ResumeCookies cookies;

    /// @param cookie whether browsers are known again by a cookie
    public CustomerNamespace(
            List<CustomerEvents> all,
            ServeClients clients,
            FollowConversations conversations,
            RecogniseBrowsers browsers,
            ProveIdentity identity,
            boolean cookie) {
        Systems systems = new Systems(all);
        this.cookies = new ResumeCookies(browsers, cookie);
        CustomerEntrance entrance =
                new CustomerEntrance(conversations, browsers, identity, cookies, systems);
        this.namespace =
                new Namespace(
                        new CustomerHandler(entrance, clients, conversations, systems),
                        new CustomerRecovery(clients));
    }

    public Namespace namespace() {
        return namespace;
    }

    /// A listener that gives browsers their cookie before it lets the sockets have them.
    public EngineListener greeting(EngineListener sockets) {
        return new CustomerListener(sockets, cookies);
    }
}
