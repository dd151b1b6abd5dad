package dev.switchboard.adapter.in.web.pega;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.switchboard.adapter.in.web.request.EndUsers;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation.OwnMessage;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation.OwnPage;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation.Progress;
import dev.switchboard.domain.conversation.ConversationId;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows the desk's customers their own conversations.
@RestController
@Tag(name = "Pega")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class PegaHistoryController {

    static final String PATH = "/v1/pega/messages";

    private static final String ORIGIN = "pega";
    private static final String DEFAULT_CONNECTION = "default";
    private static final int MOST = 100;
    private static final OwnPage NOTHING = new OwnPage(0, List.of(), null);

    private final ReadOwnConversation own;
    private final EndUsers endUsers;

    PegaHistoryController(ReadOwnConversation own, EndUsers endUsers) {
        this.own = own;
        this.endUsers = endUsers;
    }

    /// List the messages of a customer and the desk.
    ///
    /// By ascending `seq`, for the customer who owns the conversation, by resume token or access
    /// token: the messages since it is theirs. Another's conversation is treated as unknown, and
    /// has no messages.
    ///
    /// @param connection the desk's connection; the default is `default`
    /// @param after a `seq`
    /// @param limit 1 to 100; the default is 100
    /// @return a page
    @GetMapping(PATH)
    Page listPegaMessages(
            @RequestParam(name = "customer_id", required = false) @Nullable String customer,
            @RequestParam(required = false) @Nullable String connection,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit,
            HttpServletRequest request) {
        String name = QueryText.required("customer_id", customer);
        String desk = connection == null ? DEFAULT_CONNECTION : connection;
        ConversationId conversation = ConversationId.of(ORIGIN, desk + "/" + name);
        long start = QueryText.after(after);
        int most = QueryText.limit(limit, MOST);
        OwnPage page =
                own.read(endUsers.reader(request), conversation, start, most).orElse(NOTHING);
        return new Page(
                name,
                page.count(),
                page.messages().stream().map(CustomerMessage::of).toList(),
                page.next());
    }

    /// @param count the number of messages on all pages
    /// @param next the `after` of the next page; null on the last page
    @Schema(name = "CustomerMessagePage")
    record Page(
            @JsonProperty("customer_id") String customerId,
            long count,
            List<CustomerMessage> messages,
            @Nullable Long next) {}

    /// @param from the author
    /// @param message the original message, character by character
    /// @param status the state of a message that the customer wrote
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CustomerMessage(
            long seq,
            @JsonProperty("accepted_at") Instant acceptedAt,
            @Schema(allowableValues = {"customer", "desk", "hub"}) String from,
            @JsonRawValue @Schema(type = "object") String message,
            @Schema(allowableValues = {"queued", "accepted", "failed"}) @Nullable String status) {

        static CustomerMessage of(OwnMessage own) {
            Progress progress = own.progress();
            String from =
                    switch (own.message().author().party()) {
                        case USER -> "customer";
                        case SYSTEM -> "hub";
                        case AGENT, BOT, CHANNEL -> "desk";
                    };
            String text = own.message().content().text();
            return new CustomerMessage(
                    own.message().seq(),
                    own.message().at(),
                    from,
                    text,
                    progress == null ? null : EnumNames.of(progress));
        }
    }
}
