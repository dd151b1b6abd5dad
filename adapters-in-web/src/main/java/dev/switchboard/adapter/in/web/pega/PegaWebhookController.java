package dev.switchboard.adapter.in.web.pega;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.json.RawMembers;
import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.AcceptReply.Asked;
import dev.switchboard.application.port.in.message.AcceptReply.Effect;
import dev.switchboard.application.port.in.message.AcceptReply.Once;
import dev.switchboard.application.port.in.message.AcceptReply.Reply;
import dev.switchboard.application.port.in.message.RelayEphemeralEvents;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.IdempotencyKey;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/// Accepts messages of a desk after [WebhookAuthFilter] has identified it.
@RestController
@Tag(name = "Pega")
final class PegaWebhookController {

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, UTF_8);
    private static final String TAKEN = "OK";

    private final AcceptReply replies;
    private final RelayEphemeralEvents hints;

    PegaWebhookController(AcceptReply replies, RelayEphemeralEvents hints) {
        this.replies = replies;
        this.hints = hints;
    }

    /// Takes a message of a bot or an agent of Pega.
    ///
    /// Proven by an HS256 token of the connection: `iss` is its id, `iat` at most 300 s old.
    /// Answered as soon as it is journaled; clients get the original body. Unknown types are
    /// accepted too.
    @PostMapping("/webhook")
    ResponseEntity<byte[]> acceptPegaMessage(
            @RequestAttribute(WebhookAuthFilter.DESK) Target desk, InputStream body)
            throws IOException {
        WebhookBody said = WebhookBody.from(body.readAllBytes());
        if (said.fleeting()) {
            said.conversation(desk).ifPresent(id -> hints.toClients(id, said.content()));
            return taken();
        }
        return switch (replies.accept(said.toReply(desk))) {
            case AcceptReply.Result.Accepted _, AcceptReply.Result.Repeated _ -> taken();
        };
    }

    private static ResponseEntity<byte[]> taken() {
        return ResponseEntity.ok().contentType(TEXT).body(TAKEN.getBytes(UTF_8));
    }

    /// A desk's message, parsed only as far as its routing needs. Its text is never changed, and
    /// unknown types are accepted.
    ///
    /// @param text the whole original body
    private record WebhookBody(RawMembers members, String text) {

        private static final String ORIGIN = "pega";
        private static final String DESKS = ORIGIN + "/";
        private static final int MAX_NAME_LENGTH = 200;

        /// @throws dev.switchboard.adapter.in.web.json.UnreadableJsonException if it is not one
        ///   JSON object, at most 50 levels deep
        static WebhookBody from(byte[] body) {
            RawMembers members = RawMembers.of(body);
            return new WebhookBody(members, new String(body, UTF_8));
        }

        /// Whether it is shown at once or never.
        boolean fleeting() {
            return string("type").equals("typing_indicator");
        }

        Content content() {
            return new Content(text);
        }

        /// Empty if it names no customer.
        Optional<ConversationId> conversation(Target desk) {
            String connection = desk.name().substring(DESKS.length());
            return CustomerField.in(members)
                    .map(customer -> ConversationId.of(ORIGIN, connection + "/" + customer));
        }

        Reply toReply(Target desk) {
            boolean ends = string("type").equals("csr_end_session");
            return new Reply(
                    conversation(desk).orElse(null),
                    ORIGIN,
                    desk,
                    author(desk),
                    content(),
                    hasMessageId() ? once(desk) : null,
                    Asked.NOTHING,
                    null,
                    ends ? Effect.ENDS_AGENT_SESSION : Effect.NONE);
        }

        /// An author with a name is a person.
        private Author author(Target desk) {
            String name = string("csr_name");
            if (name.isBlank()) {
                return new Author(Party.BOT, desk.name());
            }
            return new Author(Party.AGENT, name.length() > MAX_NAME_LENGTH ? desk.name() : name);
        }

        private boolean hasMessageId() {
            JsonValue id = members.value("message_id");
            return id instanceof JsonNumber
                    || (id instanceof JsonString(String text) && !text.isEmpty());
        }

        /// A hash of the raw body identifies it, because the body contains customer, type and
        /// `message_id`. A retry of the desk sends the same bytes; an id with another content makes
        /// another message.
        private Once once(Target desk) {
            return new Once(desk.name() + ":" + Sha256.hex(text), IdempotencyKey.LIFE);
        }

        private String string(String name) {
            return JsonValues.text(members.value(name));
        }

        @Override
        public String toString() {
            return "WebhookBody[" + text.length() + " characters]";
        }

        /// Finds the customer of a webhook call: its `customer_id`, else its customer's `id`, else
        /// its customer's `profile_id`.
        private static final class CustomerField {

            private CustomerField() {}

            /// Empty if there is none, or one that no customer could have.
            static Optional<ExternalId> in(RawMembers body) {
                return Stream.of(
                                Optional.ofNullable(body.value("customer_id")),
                                ofCustomer(body, "id"),
                                ofCustomer(body, "profile_id"))
                        .flatMap(Optional::stream)
                        .filter(CustomerField::names)
                        .findFirst()
                        .flatMap(CustomerField::id);
            }

            private static Optional<JsonValue> ofCustomer(RawMembers body, String member) {
                @Nullable JsonValue customer = body.value("customer");
                return customer instanceof JsonObject(var members)
                        ? Optional.ofNullable(members.get(member))
                        : Optional.empty();
            }

            /// Whether it has a value, usable or not.
            private static boolean names(JsonValue value) {
                return value instanceof JsonNumber
                        || (value instanceof JsonString(String text) && !text.isEmpty());
            }

            private static Optional<ExternalId> id(JsonValue value) {
                return switch (value) {
                    case JsonString(String text) -> ExternalId.of(text);
                    case JsonNumber(BigDecimal number) -> ExternalId.of(number);
                    case JsonValue.JsonNull _,
                            JsonValue.JsonBoolean _,
                            JsonValue.JsonArray _,
                            JsonObject _ ->
                            Optional.empty();
                };
            }
        }
    }
}
