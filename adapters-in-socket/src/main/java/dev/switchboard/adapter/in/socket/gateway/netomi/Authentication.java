package dev.switchboard.adapter.in.socket.gateway.netomi;

import dev.switchboard.adapter.in.socket.gateway.customer.Customer;
import dev.switchboard.adapter.in.socket.gateway.customer.RequestedBinding;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.in.identity.ProveIdentity.Result.Proven;
import dev.switchboard.application.port.in.session.FollowConversations;
import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.application.port.in.session.ServeClients;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.session.BrowserId;
import dev.switchboard.domain.session.EndUser;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The `authenticate` event: a page proves more about itself, or names a conversation, any number
/// of times. A failure changes nothing.
public final class Authentication {

    private static final String INVALID_TOKEN = "Invalid or expired token";

    private final ProveIdentity identity;
    private final RecogniseBrowsers browsers;
    private final ServeClients clients;
    private final FollowConversations conversations;

    public Authentication(
            ProveIdentity identity,
            RecogniseBrowsers browsers,
            ServeClients clients,
            FollowConversations conversations) {
        this.identity = identity;
        this.browsers = browsers;
        this.clients = clients;
        this.conversations = conversations;
    }

    /// @param given the event's argument, or null
    /// @return the answer
    ObjectNode authenticate(Customer customer, @Nullable JsonNode given) {
        if (given == null || !given.isObject()) {
            return success(customer);
        }
        @Nullable Proven name = null;
        String token = given.path("authToken").asString("");
        if (looksLikeOurs(token)) {
            if (!(identity.prove(token) instanceof Proven shown)) {
                return failure(customer, INVALID_TOKEN);
            }
            name = shown;
        }
        try {
            return bound(
                    customer,
                    proven(customer.who(), name, given),
                    name,
                    RequestedBindings.in(given));
        } catch (InvalidValueException _) {
            return failure(customer, RequestedBindings.FOREIGN);
        }
    }

    /// Standard pages send Netomi's own token here, so only texts in the form of the hub's tokens
    /// are checked.
    private static boolean looksLikeOurs(String token) {
        return token.chars().filter(c -> c == '.').count() == 2;
    }

    private EndUser proven(EndUser who, @Nullable Proven name, JsonNode given) {
        @Nullable String subject = name == null ? who.subject() : name.subject();
        String resume = given.path("resumeToken").asString("");
        return resume.isEmpty()
                ? new EndUser(who.browser(), subject)
                : new EndUser(known(resume, who), subject);
    }

    private @Nullable BrowserId known(String token, EndUser who) {
        RecogniseBrowsers.Recognised recognised = browsers.recognise(token);
        return recognised.fresh() ? who.browser() : recognised.browser();
    }

    private ObjectNode bound(
            Customer customer,
            EndUser proven,
            @Nullable Proven name,
            List<RequestedBinding> requestedBindings) {
        for (RequestedBinding binding : requestedBindings) {
            if (!conversations.mayFollow(proven, binding.conversation())) {
                return failure(customer, RequestedBindings.FOREIGN);
            }
        }
        customer.identify(proven);
        if (name != null) {
            customer.prove(name);
        }
        clients.identify(customer.id(), proven);
        requestedBindings.forEach(binding ->
                conversations.bind(customer.id(), binding.conversation(), binding.cursor()));
        return success(customer);
    }

    private static ObjectNode success(Customer customer) {
        return answer(customer, true, "Socket.IO connection established");
    }

    private static ObjectNode failure(Customer customer, String message) {
        return answer(customer, false, message);
    }

    private static ObjectNode answer(Customer customer, boolean success, String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("success", success)
                .put("message", message)
                .put("clientId", customer.id().value());
    }
}
