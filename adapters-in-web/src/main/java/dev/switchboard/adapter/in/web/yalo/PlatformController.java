package dev.switchboard.adapter.in.web.yalo;

import dev.switchboard.adapter.in.web.body.RawBody;
import dev.switchboard.adapter.in.web.error.DirectAnswer;
import dev.switchboard.adapter.in.web.json.StrictJson;
import dev.switchboard.adapter.in.web.json.UnreadableJsonException;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.adapter.in.web.yalo.WebhookProof.ProofCheck;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.chat.HearReceipts;
import dev.switchboard.application.port.in.chat.HearReceipts.Receipt;
import dev.switchboard.application.port.in.chat.LinkIdentities;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages.InboundMessage;
import dev.switchboard.application.port.in.chat.RegisterWebhooks;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Receives platforms' events of their users, and registers their webhooks.
@RestController
@Tag(name = "Yalo")
final class PlatformController {

    static final String WHATSAPP = "/v1/integrations/whatsapp/webhook";
    static final String FACEBOOK = "/v1/integrations/facebook/webhook";
    private static final Pattern CHALLENGE = Pattern.compile("[\\w.-]{1,200}");
    private static final byte[] UNREAD = {};
    private static final String INVALID = "Invalid Authorization token.";
    private static final String REQUIRED =
            "An Authorization header or an Query Param with name token is required.";

    private final ReceiveUserMessages messages;
    private final HearReceipts receipts;
    private final LinkIdentities users;
    private final RegisterWebhooks registrations;
    private final YaloClients clients;
    private final WebhookProof whatsApp;
    private final WebhookProof facebook;
    private final Clock clock;
    private final KeepAudit audit;

    PlatformController(
            ReceiveUserMessages messages,
            HearReceipts receipts,
            LinkIdentities users,
            RegisterWebhooks registrations,
            YaloClients clients,
            Clock clock,
            KeepAudit audit) {
        this.messages = messages;
        this.receipts = receipts;
        this.users = users;
        this.registrations = registrations;
        this.clients = clients;
        this.whatsApp = new WebhookProof(clients.all(), Platform.WHATSAPP);
        this.facebook = new WebhookProof(clients.all(), Platform.FACEBOOK);
        this.clock = clock;
        this.audit = audit;
    }

    /// Report what a user or a bot said.
    ///
    /// By Yalo, or by Meta in batches. Proven by a secret (bearer, parameter `token`, or
    /// `x-yalochat-signature`) or by `X-Hub-Signature-256`. Answered as soon as everything is
    /// journaled; a repeated report is taken once.
    @PostMapping(path = WHATSAPP, produces = MediaType.APPLICATION_JSON_VALUE)
    void hearWhatsApp(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(Platform.WHATSAPP, request).send(response);
    }

    /// Report what a user or a bot said.
    ///
    /// By Yalo, or by Meta in batches. Proven by a secret (bearer, parameter `token`, or
    /// `x-yalochat-signature`) or by `X-Hub-Signature-256`. Answered as soon as everything is
    /// journaled; a repeated report is taken once.
    @PostMapping(path = FACEBOOK, produces = MediaType.APPLICATION_JSON_VALUE)
    void hearFacebook(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(Platform.FACEBOOK, request).send(response);
    }

    private DirectAnswer answer(Platform platform, HttpServletRequest request) {
        WebhookProof proof = proof(platform);
        byte[] raw = proof.isShown(request) ? RawBody.toProve(request) : UNREAD;
        return DirectAnswer.of(
                switch (proof.judge(request, raw)) {
                    case ProofCheck.Bad.NOT_CONFIGURED ->
                            YaloResponses.error(503, "not configured");
                    case ProofCheck.Bad.NONE_GIVEN -> YaloResponses.error(401, REQUIRED);
                    case ProofCheck.Bad.WRONG -> YaloResponses.error(403, INVALID);
                    case ProofCheck.Good(var yalo) -> receive(yalo, platform, raw);
                });
    }

    private WebhookProof proof(Platform platform) {
        return switch (platform) {
            case WHATSAPP -> whatsApp;
            case FACEBOOK -> facebook;
        };
    }

    private ResponseEntity<byte[]> receive(YaloWebProperties yalo, Platform platform, byte[] raw) {
        try {
            JsonObject body = StrictJson.parseWholeObject(raw);
            if (MetaEvents.covers(body)) {
                Map<ConversationId, ConversationId> known = users.learn(MetaNames.read(body, yalo));
                ResponseEntity<byte[]> answer =
                        journal(yalo, platform, MetaEvents.read(body), known);
                receipts.hearOf(
                        MetaEvents.receipts(body, yalo).stream()
                                .flatMap(receipt -> led(receipt, known))
                                .toList());
                return answer;
            }
            return switch (platform) {
                case WHATSAPP -> whatsApp(yalo, body);
                case FACEBOOK -> messenger(yalo, body);
            };
        } catch (UnreadableJsonException _) {
            return YaloResponses.error(400, YaloResponses.UNREADABLE_EVENT);
        }
    }

    /// A message from before two users turned out to be one is in the other conversation.
    private static Stream<Receipt> led(Receipt receipt, Map<ConversationId, ConversationId> known) {
        ConversationId named = receipt.conversation();
        return Stream.of(named, known.getOrDefault(named, named)).distinct().map(receipt::in);
    }

    private ResponseEntity<byte[]> whatsApp(YaloWebProperties yalo, JsonObject body) {
        BodyFields payload = new BodyFields("IntegrationsRequest", body);
        PlatformEvent event = YaloWhatsAppEvent.read(payload, body);
        if (event == null) {
            return YaloResponses.error(400, payload.complaint());
        }
        String type = payload.text("type");
        if (yalo.ignoreTypes().contains(type)) {
            return YaloResponses.message("message type: " + type + " was skipped");
        }
        ConversationId named = yalo.conversation(event.user());
        ConversationId known = users.find(named).conversation();
        return journal(yalo, Platform.WHATSAPP, List.of(event), Map.of(named, known));
    }

    private ResponseEntity<byte[]> messenger(YaloWebProperties yalo, JsonObject body) {
        BodyFields payload = new BodyFields("IntegrationsFacebook", body);
        String role = payload.required("authorRole", "AuthorRole");
        payload.required("botId", "BotID");
        JsonObject message = payload.object("message", "Message", Integer.MAX_VALUE);
        if (message.members().isEmpty()) {
            payload.refuse("Message", "required");
        }
        return payload.complaint().isEmpty()
                ? journal(
                        yalo,
                        Platform.FACEBOOK,
                        MessengerEvents.read(message, role.equals("user")),
                        Map.of())
                : YaloResponses.error(400, payload.complaint());
    }

    /// @param known the conversations of names; on Messenger a user has one name
    private ResponseEntity<byte[]> journal(
            YaloWebProperties yalo,
            Platform platform,
            List<PlatformEvent> events,
            Map<ConversationId, ConversationId> known) {
        Instant now = clock.instant();
        String source = YaloWebProperties.ORIGIN + "/" + yalo.client() + "/" + platform.code();
        List<InboundMessage> all = new ArrayList<>();
        for (PlatformEvent event : events) {
            ConversationId named = yalo.conversation(event.user());
            all.add(event.heard(known.getOrDefault(named, named), source, now));
        }
        messages.hear(all);
        return YaloResponses.message("insert success");
    }

    /// Verify the webhook for Meta.
    @GetMapping(WHATSAPP)
    ResponseEntity<byte[]> verifyWhatsApp(HttpServletRequest request) {
        return verified(whatsApp, request);
    }

    /// Verify the webhook for Meta.
    @GetMapping(FACEBOOK)
    ResponseEntity<byte[]> verifyFacebook(HttpServletRequest request) {
        return verified(facebook, request);
    }

    private static ResponseEntity<byte[]> verified(WebhookProof proof, HttpServletRequest request) {
        boolean known = proof.isVerified(one(request, "hub.verify_token"));
        if (!known || !one(request, "hub.mode").equals("subscribe")) {
            return YaloResponses.error(403, INVALID);
        }
        String challenge = one(request, "hub.challenge");
        return CHALLENGE.matcher(challenge).matches()
                ? ResponseEntity.ok()
                        .contentType(MediaType.TEXT_PLAIN)
                        .header("X-Content-Type-Options", "nosniff")
                        .body(challenge.getBytes(StandardCharsets.US_ASCII))
                : YaloResponses.error(400, YaloResponses.UNREADABLE_EVENT);
    }

    private static String one(HttpServletRequest request, String name) {
        List<String> given = QueryText.all(request, name);
        return given.size() == 1 ? given.getFirst() : "";
    }

    /// Register a webhook with Yalo for a platform's users.
    ///
    /// Audited if an admin does it.
    @PostMapping(
            path = "/v1/integrations/webhook/register/{provider}",
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> registerWebhook(@PathVariable String provider, OrgCaller caller) {
        String client = clients.of(caller).client();
        if (registrations.register(client, provider) != RegisterWebhooks.Outcome.DONE) {
            return YaloResponses.error(500, "error register webhook");
        }
        record(caller, "webhook.register", provider, client);
        return YaloResponses.message("Register webhook success with provider : " + provider);
    }

    /// Remove a webhook from Yalo.
    ///
    /// Audited if an admin does it.
    @DeleteMapping(
            path = "/v1/integrations/webhook/remove/{provider}",
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> removeWebhook(@PathVariable String provider, OrgCaller caller) {
        String client = clients.of(caller).client();
        if (registrations.remove(client, provider) != RegisterWebhooks.Outcome.DONE) {
            return YaloResponses.error(500, "error remove webhook");
        }
        record(caller, "webhook.remove", provider, client);
        return YaloResponses.message("Remove webhook success with provider : " + provider);
    }

    private void record(OrgCaller caller, String action, String provider, String client) {
        if (caller.isAdmin()) {
            audit.record(caller.getName(), action, provider, "client " + client);
        }
    }
}
