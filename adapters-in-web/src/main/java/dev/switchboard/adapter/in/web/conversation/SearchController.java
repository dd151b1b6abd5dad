package dev.switchboard.adapter.in.web.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.conversation.MessageView.From;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.json.RequiredField;
import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.in.handoff.SearchMessages.Found;
import dev.switchboard.application.port.in.handoff.SearchMessages.Handling;
import dev.switchboard.application.port.in.handoff.SearchMessages.Hit;
import dev.switchboard.application.port.in.handoff.SearchMessages.Place;
import dev.switchboard.application.port.in.handoff.SearchMessages.SearchQuery;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.search.PieceId;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Finds messages for admins, who need no console for it and do not become agents by it. The
/// question is a body, because no log contains bodies, and words and names are of people.
@RestController
@Tag(name = "Conversations")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class SearchController {

    static final String PATH = "/v1/messages/search";

    /// No store keeps times that are much later.
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final Set<String> FIELDS =
            Set.of(
                    "words",
                    "customer",
                    "agent",
                    "queue",
                    "tags",
                    "outcome",
                    "from",
                    "to",
                    "before",
                    "limit",
                    "client");

    private final SearchMessages search;
    private final FindTenants tenants;
    private final KeepAudit audit;

    SearchController(SearchMessages search, FindTenants tenants, KeepAudit audit) {
        this.search = search;
        this.tenants = tenants;
        this.audit = audit;
    }

    /// Search messages.
    ///
    /// Finds in the conversations of one client what agents find with `history.search`: messages
    /// with all of `words`, of customers with all words of `customer` in their name or id, that
    /// were handled as `agent`, `queue`, `tags` and `outcome` say. One of these is needed, and
    /// `agent` alone is not enough. Whole words, without case and accents. Notes are never found,
    /// and what was said in the last seconds may not be found yet.
    ///
    /// @return those in the piece of a conversation that began last first; a page may have some
    ///   more than `limit`
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    HitView.Page searchMessages(
            @RequestBody(required = false) byte @Nullable [] body, HttpServletRequest request) {
        JsonFields fields = JsonFields.ofOptional(body);
        FieldChecks checks = fields.checksOfNoneBut(FIELDS);
        Supplier<@Nullable TenantId> named =
                checks.field(() -> parsed("client", fields.string("client"), tenants::ofClient));
        SearchQuery query = query(fields, checks);
        TenantId wanted = named.get();
        TenantId tenant = wanted == null ? Callers.tenant(tenants, request) : wanted;
        String caller = request.getUserPrincipal().getName();
        audit.record(Act.often(caller, "conversation.search", tenant.value()));
        return switch (search.find(tenant, query)) {
            case Found.Page page -> HitView.Page.of(page);
            case DeskRefusal.NOTHING_ASKED ->
                    throw new InvalidValueException("words", Reason.MISSING);
            case DeskRefusal _ -> throw Callers.notConfigured();
        };
    }

    private static SearchQuery query(JsonFields fields, FieldChecks checks) {
        Supplier<String> words = checks.field(() -> text(fields, "words"));
        Supplier<String> customer = checks.field(() -> text(fields, "customer"));
        Supplier<@Nullable AgentId> agent = parsed(fields, checks, "agent", AgentId::new);
        Supplier<@Nullable QueueId> queue = parsed(fields, checks, "queue", QueueId::new);
        Supplier<Set<LabelId>> tags = checks.field(() -> tags(fields.strings("tags")));
        Supplier<@Nullable LabelId> outcome = parsed(fields, checks, "outcome", LabelId::new);
        Supplier<@Nullable Instant> from = checks.field(() -> time("from", fields));
        Supplier<@Nullable Instant> to = checks.field(() -> time("to", fields));
        Supplier<@Nullable Place> before = checks.field(() -> place(fields.object("before")));
        Supplier<Integer> limit = checks.field(() -> limit(fields.integer("limit")));
        return checks.then(() ->
                new SearchQuery(
                        words.get(),
                        customer.get(),
                        new Handling(agent.get(), queue.get(), tags.get(), outcome.get()),
                        from.get(),
                        to.get(),
                        before.get(),
                        limit.get()));
    }

    private static String text(JsonFields fields, String name) {
        String text = fields.string(name);
        if (text != null && text.length() > SearchMessages.LONGEST) {
            throw new InvalidValueException(
                    name, Reason.TOO_LONG, "at most " + SearchMessages.LONGEST);
        }
        return text == null ? "" : text;
    }

    private static <T> Supplier<@Nullable T> parsed(
            JsonFields fields, FieldChecks checks, String name, Function<String, T> form) {
        return checks.field(() -> parsed(name, fields.string(name), form));
    }

    private static <T> @Nullable T parsed(
            String name, @Nullable String text, Function<String, T> form) {
        try {
            return text == null ? null : form.apply(text);
        } catch (InvalidValueException _) {
            throw new InvalidValueException(name, Reason.INVALID);
        }
    }

    private static Set<LabelId> tags(@Nullable List<String> ids) {
        if (ids == null) {
            return Set.of();
        }
        if (ids.size() > Tags.MOST) {
            throw new InvalidValueException("tags", Reason.TOO_LONG, "at most " + Tags.MOST);
        }
        return ids.stream()
                .flatMap(id -> Stream.ofNullable(parsed("tags", id, LabelId::new)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Instant time(String name, JsonFields fields) {
        Instant time = QueryText.instant(name, fields.string(name));
        if (time != null && (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST))) {
            throw new InvalidValueException(name, Reason.INVALID);
        }
        return time;
    }

    /// The `next` of the page before.
    private static @Nullable Place place(@Nullable JsonObject next) {
        if (next == null) {
            return null;
        }
        try {
            JsonFields fields = new JsonFields(next);
            long piece = RequiredField.value("piece", fields.integer("piece"));
            if (piece < 0) {
                throw new InvalidValueException("piece", Reason.INVALID);
            }
            return new Place(
                    RequiredField.value("began", time("began", fields)),
                    new PieceId(
                            ConversationId.named(fields.requiredString("conversation_id")), piece));
        } catch (InvalidValueException _) {
            throw new InvalidValueException("before", Reason.INVALID);
        }
    }

    private static int limit(@Nullable Long wanted) {
        if (wanted != null && (wanted < 1 || wanted > SearchMessages.MOST)) {
            throw new InvalidValueException("limit", Reason.INVALID);
        }
        return wanted == null ? SearchMessages.MOST : wanted.intValue();
    }

    /// A message that was found.
    ///
    /// @param snippet the part of it with the first of the words
    /// @param marks where the words are in the snippet, in UTF-16 units
    /// @param parked whether it was given up for one of its targets
    @Schema(name = "MessageHit")
    record HitView(
            @JsonProperty("message_id") String messageId,
            @JsonProperty("conversation_id") String conversationId,
            long seq,
            From author,
            @JsonProperty("accepted_at") Instant acceptedAt,
            Whose customer,
            String snippet,
            List<List<Integer>> marks,
            boolean parked) {

        static HitView of(Hit hit) {
            Message message = hit.recorded().message();
            return new HitView(
                    message.id().value(),
                    message.conversation().value(),
                    message.seq(),
                    From.of(message.author()),
                    message.at(),
                    Whose.of(hit.customer()),
                    hit.snippet(),
                    hit.marks().stream().map(mark -> List.of(mark.from(), mark.to())).toList(),
                    hit.isParked());
        }

        /// Only where it is, because what was said is private.
        @Override
        public String toString() {
            return "HitView[" + messageId + "]";
        }

        /// The customer, as far as a handoff tells.
        @Schema(name = "MessageHitCustomer")
        record Whose(String id, String name) {

            static Whose of(Customer customer) {
                return new Whose(customer.id(), customer.name());
            }
        }

        /// @param next the `before` of the next page; null if there is nothing more
        /// @param complete false if the search ended before the page was full
        @Schema(name = "MessageHitPage")
        record Page(List<HitView> items, @Nullable Next next, boolean complete) {

            static Page of(Found.Page page) {
                Place next = page.next();
                return new Page(
                        page.hits().stream().map(HitView::of).toList(),
                        next == null ? null : Next.of(next),
                        page.complete());
            }
        }

        /// A place among what is found.
        @Schema(name = "MessageHitPlace")
        record Next(
                Instant began, @JsonProperty("conversation_id") String conversationId, long piece) {

            static Next of(Place place) {
                PieceId piece = place.piece();
                return new Next(place.began(), piece.conversation().value(), piece.number());
            }
        }
    }
}
