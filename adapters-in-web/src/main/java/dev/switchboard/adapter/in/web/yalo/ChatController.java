package dev.switchboard.adapter.in.web.yalo;

import dev.switchboard.adapter.in.web.body.RawBody;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.CanonicalJson;
import dev.switchboard.adapter.in.web.json.StrictJson;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.chat.LinkIdentities;
import dev.switchboard.application.port.in.chat.OpenChats;
import dev.switchboard.application.port.in.chat.OpenChats.Command;
import dev.switchboard.application.port.in.chat.OpenChats.Connected;
import dev.switchboard.application.port.in.chat.ReadChats;
import dev.switchboard.application.port.in.chat.ReadChats.Shown;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import dev.switchboard.domain.message.Content;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Bots hand their users over to people, and take them back.
@RestController
@Tag(name = "Yalo")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ChatController {

    private static final String NOT_CREATED = "could not create chat in salesforce";
    private static final String NOT_FINISHED = "could not finish chat in salesforce";

    private final OpenChats chats;
    private final ReadChats reading;
    private final LinkIdentities users;
    private final LinkMedia media;
    private final FindTenants tenants;
    private final YaloClients clients;
    private final Clock clock;
    private final KeepAudit audit;

    ChatController(
            OpenChats chats,
            ReadChats reading,
            LinkIdentities users,
            LinkMedia media,
            FindTenants tenants,
            YaloClients clients,
            Clock clock,
            KeepAudit audit) {
        this.chats = chats;
        this.reading = reading;
        this.users = users;
        this.media = media;
        this.tenants = tenants;
        this.clients = clients;
        this.clock = clock;
        this.audit = audit;
    }

    /// Say welcome.
    @GetMapping("/v1/welcome")
    ResponseEntity<byte[]> welcome() {
        return YaloResponses.message("Welcome to API!");
    }

    /// Hand a user over to people.
    ///
    /// The same request within ten minutes, or with the same key within a day, gets the same answer
    /// and does nothing. Audited if an admin does it.
    @PostMapping("/v1/chats/connect")
    ResponseEntity<byte[]> connectChat(HttpServletRequest request, OrgCaller caller) {
        // any content type is read as JSON, as in the original
        YaloWebProperties yalo = clients.of(caller);
        JsonObject body = StrictJson.parseObject(RawBody.of(request));
        return connect(yalo, body, request.getHeader("Idempotency-Key"), caller);
    }

    private ResponseEntity<byte[]> connect(
            YaloWebProperties yalo, JsonObject body, @Nullable String key, OrgCaller caller) {
        BodyFields payload = new BodyFields("ChatPayload", body);
        ExternalId user = payload.id("userID", "UserID");
        String name = payload.line("name", "Name", 255);
        String provider = payload.oneOf("provider", "Provider", Platform.CODES);
        ExternalId botSlug = payload.id("botSlug", "BotSlug");
        ExternalId botId = payload.id("botId", "BotId");
        String email = payload.line("email", "Email", 254);
        String phone = payload.optional("phoneNumber", "PhoneNumber", 32);
        JsonObject extra = payload.object("extraData", "ExtraData", 100);
        String complaint = payload.complaint();
        if (user == null || botSlug == null || botId == null || !complaint.isEmpty()) {
            return YaloResponses.error(400, complaint);
        }
        if (key != null && ExternalId.of(key).isEmpty()) {
            throw new InvalidValueException("Idempotency-Key", Reason.INVALID);
        }
        String route =
                extra.members().get(yalo.sourceFlowField()) instanceof JsonString(String named)
                        ? named
                        : YaloWebProperties.DEFAULT_FLOW;
        YaloWebProperties.Flow flow = yalo.flow(route, provider);
        Chat.Request asked =
                new Chat.Request(
                        tenants.ofClient(yalo.client()),
                        provider,
                        user.value(),
                        botSlug.value(),
                        botId.value(),
                        name,
                        email,
                        phone,
                        new Content(JsonValues.write(extra)),
                        flow == null ? "" : flow.name(),
                        flow == null ? "" : flow.subject(),
                        new Chat.Once(CanonicalJson.sha256(body), key));
        UserIdentity known = users.find(yalo.conversation(user));
        Connected connected =
                chats.connect(
                        new Command(
                                known.conversation(),
                                asked,
                                yalo.isBlocked(known),
                                flow == null ? null : flow.desk(),
                                flow == null ? Map.of() : flow.told()));
        if (connected instanceof Connected.Done) {
            record(caller, "chat.connect", known.conversation());
        }
        return told(connected);
    }

    /// A bot's own calls are traffic; an admin's in its place are not.
    private void record(OrgCaller caller, String action, ConversationId conversation) {
        if (caller.isAdmin()) {
            audit.record(caller.getName(), action, conversation.value(), "");
        }
    }

    /// Returns the conversation of a user, by any of the user's names.
    private ConversationId conversation(YaloWebProperties yalo, ExternalId user) {
        return users.find(yalo.conversation(user)).conversation();
    }

    private static ResponseEntity<byte[]> told(Connected connected) {
        return switch (connected) {
            case Connected.Done _ -> YaloResponses.message("Chat created succefully");
            case Connected.HasOne _ ->
                    YaloResponses.error(409, NOT_CREATED + " : session exists with this userID");
            case Connected.Blocked _ ->
                    YaloResponses.error(403, NOT_CREATED + ": this contact is blocked");
            case Connected.NoRoute _ ->
                    YaloResponses.error(404, NOT_CREATED + " : source flow not found");
            case Connected.Refused(boolean byData, var code) ->
                    byData
                            ? YaloResponses.error(
                                    404, NOT_CREATED + " : not found or create contact : " + code)
                            : YaloResponses.error(
                                    500,
                                    NOT_CREATED
                                            + " : salesforce rejected the request ("
                                            + code
                                            + ")");
            case Connected.DeskAway(var retryAfter) ->
                    YaloResponses.error(
                            ResponseEntity.status(503)
                                    .header(
                                            HttpHeaders.RETRY_AFTER,
                                            Long.toString(Math.max(1, retryAfter.toSeconds()))),
                            NOT_CREATED + " : agent desk is unavailable");
        };
    }

    /// Take a user back.
    ///
    /// GET does the same. Audited if an admin does it.
    @DeleteMapping("/v1/chat/finish/{user_id}")
    ResponseEntity<byte[]> finishChat(@PathVariable("user_id") String user, OrgCaller caller) {
        return finish(user, caller);
    }

    /// Take a user back.
    ///
    /// DELETE does the same. Audited if an admin does it.
    @GetMapping("/v1/chat/finish/{user_id}")
    ResponseEntity<byte[]> finishChatByGet(@PathVariable("user_id") String user, OrgCaller caller) {
        return finish(user, caller);
    }

    private ResponseEntity<byte[]> finish(String user, OrgCaller caller) {
        YaloWebProperties yalo = clients.of(caller);
        OpenChats.Finished finished =
                ExternalId.of(user)
                        .map(id -> finish(conversation(yalo, id), caller))
                        .orElse(OpenChats.Finished.NEVER_HAD_ONE);
        ResponseEntity<byte[]> told =
                switch (finished) {
                    case DONE -> YaloResponses.message("Chat finished successfully");
                    case NEVER_HAD_ONE ->
                            YaloResponses.error(
                                    404,
                                    NOT_FINISHED
                                            + " : error not found interconnection:"
                                            + " not found interconnection");
                    case HAS_NONE ->
                            YaloResponses.error(
                                    404,
                                    NOT_FINISHED
                                            + " : this contact does not have an interconnection");
                };
        return ResponseEntity.status(told.getStatusCode())
                .headers(told.getHeaders())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(told.getBody());
    }

    private OpenChats.Finished finish(ConversationId conversation, OrgCaller caller) {
        OpenChats.Finished finished = chats.finish(conversation);
        if (finished == OpenChats.Finished.DONE) {
            record(caller, "chat.finish", conversation);
        }
        return finished;
    }

    /// List what user and bot said.
    ///
    /// Of the last 24 hours, by time, the newest 500, without messages that people received.
    @GetMapping("/v1/context/{user_id}")
    ResponseEntity<byte[]> getContext(@PathVariable("user_id") String user, OrgCaller caller) {
        YaloWebProperties yalo = clients.of(caller);
        ExternalId id = ExternalId.of(user).orElse(null);
        return id == null
                ? YaloResponses.error(400, "Missing param : user_id")
                : YaloResponses.json(
                        ContextEntry.list(
                                reading.context(conversation(yalo, id)),
                                id.value(),
                                yalo.client(),
                                media,
                                clock.instant()));
    }

    /// Get the state of the user's newest chat.
    ///
    /// @return the chat
    @Parameter(name = "token", in = ParameterIn.QUERY, hidden = true)
    @GetMapping("/v1/chats/{user_id}")
    ChatView getChat(@PathVariable("user_id") String user, OrgCaller caller) {
        YaloWebProperties yalo = clients.of(caller);
        return ExternalId.of(user)
                .flatMap(id -> reading.newest(conversation(yalo, id)))
                .map(ChatView::of)
                .orElseThrow(() -> new ProblemException(Problem.of(ProblemCode.NOT_FOUND)));
    }

    /// A chat for operators.
    record ChatView(
            String chatId,
            String conversationId,
            String provider,
            String desk,
            String state,
            @Nullable String endReason,
            int queued,
            int parked,
            Instant createdAt,
            @Nullable Instant joinedAt,
            @Nullable Instant endedAt,
            @Nullable Salesforce salesforce) {

        /// @param owner the process that listens to the desk
        /// @param fence rises with each change of owner
        record Salesforce(
                @Nullable String contactId,
                @Nullable String caseId,
                @Nullable String conversationId,
                String owner,
                long fence) {

            static @Nullable Salesforce of(ReadChats.@Nullable AtDesk there) {
                return there == null
                        ? null
                        : new Salesforce(
                                there.facts().get("contactId"),
                                there.facts().get("caseId"),
                                there.facts().get("conversationId"),
                                there.owner(),
                                there.fence());
            }
        }

        static ChatView of(Shown shown) {
            Chat chat = shown.chat();
            Chat.EndReason reason = chat.reason();
            return new ChatView(
                    chat.id().value(),
                    chat.conversation().value(),
                    chat.request().provider(),
                    chat.desk(),
                    chat.state().name(),
                    reason == null ? null : EnumNames.of(reason),
                    shown.queued(),
                    shown.parked(),
                    chat.times().createdAt().truncatedTo(ChronoUnit.MILLIS),
                    chat.times().joinedAt(),
                    chat.times().endedAt(),
                    Salesforce.of(shown.there()));
        }
    }
}
