package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.socketio.ConnectDecision;
import dev.switchboard.adapter.in.socket.socketio.ConnectRequest;
import dev.switchboard.adapter.in.socket.socketio.Restored;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.in.identity.ProveIdentity.Result.Proven;
import dev.switchboard.application.port.in.session.FollowConversations;
import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.application.port.in.session.RecogniseBrowsers.Recognised;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Decides who may connect: anybody without an invalid token, unless they ask for a conversation
/// that they may not follow.
final class CustomerHandshake {

    private final FollowConversations conversations;
    private final RecogniseBrowsers browsers;
    private final OpenProofs proofs;
    private final ResumeCookies cookies;
    private final Systems systems;

    CustomerHandshake(
            FollowConversations conversations,
            RecogniseBrowsers browsers,
            OpenProofs proofs,
            ResumeCookies cookies,
            Systems systems) {
        this.conversations = conversations;
        this.browsers = browsers;
        this.proofs = proofs;
        this.cookies = cookies;
        this.systems = systems;
    }

    ConnectDecision judge(ConnectRequest request) {
        String token = text(request.auth().get("token"));
        @Nullable Proven name = null;
        if (token != null) {
            switch (proofs.prove(token)) {
                case Proven proven -> name = proven;
                case ProveIdentity.Result.Rejected _, ProveIdentity.Result.Expired _ -> {
                    return ConnectDecision.refuse("unauthorized");
                }
            }
        }
        String presented = text(request.auth().get("resumeToken"));
        Recognised browser =
                presented == null
                        ? cookies.browserOf(request.handshake())
                        : browsers.recognise(presented);
        return admit(request, name, browser);
    }

    private ConnectDecision admit(
            ConnectRequest request, @Nullable Proven name, Recognised browser) {
        ClientSession continued = continued(request.restored());
        EndUser presented = new EndUser(browser.browser(), name == null ? null : name.subject());
        EndUser who = continued == null ? presented : together(continued.who(), presented);
        List<RequestedBinding> requestedBindings = new ArrayList<>();
        try {
            systems.all()
                    .forEach(system ->
                            requestedBindings.addAll(system.requestedBindings(request.auth())));
        } catch (InvalidValueException e) {
            return ConnectDecision.refuse("Invalid " + e.field());
        }
        for (CustomerEvents system : systems.all()) {
            String refusal = system.refusal(request.auth());
            if (refusal != null) {
                return ConnectDecision.refuse(refusal);
            }
        }
        for (RequestedBinding binding : requestedBindings) {
            if (!conversations.mayFollow(who, binding.conversation())) {
                return ConnectDecision.refuse(binding.refusal());
            }
        }
        boolean knowsBetter = continued != null && browser.fresh();
        Customer customer =
                new Customer(
                        who, knowsBetter ? null : browser.token(), requestedBindings, continued);
        if (name != null) {
            customer.prove(name);
        }
        systems.all().forEach(system -> system.welcome(customer, request.auth()));
        return ConnectDecision.accept(customer);
    }

    private static @Nullable ClientSession continued(@Nullable Restored restored) {
        return restored == null ? null : (ClientSession) restored.state();
    }

    /// A session's secret proves the browser of its first connection. A name is valid only as long
    /// as its token, so each connection proves it again.
    private static EndUser together(EndUser before, EndUser now) {
        return new EndUser(
                before.browser() == null ? now.browser() : before.browser(), now.subject());
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node != null && node.isString() && !node.stringValue().isEmpty()
                ? node.stringValue()
                : null;
    }
}
