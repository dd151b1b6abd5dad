package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.error.DirectAnswer;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.request.RawBody;
import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.AcceptReply.Result;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Takes what the bot answers. The call proves itself, so no access token is needed; who it is
/// comes before what it says.
@RestController
@Tag(name = "Netomi")
final class NetomiWebhookController {

    static final String PATH = "/webhook/netomi";
    private static final List<String> KEPT_HEADERS =
            List.of("content-type", "user-agent", "x-request-id");
    private static final int MAX_HEADER_LENGTH = 300;

    private final AcceptReply replies;
    private final WebhookAuth guard;
    private final Clock clock;

    NetomiWebhookController(AcceptReply replies, WebhookAuth guard, Clock clock) {
        this.replies = replies;
        this.guard = guard;
        this.clock = clock;
    }

    /// Takes what the bot answers.
    ///
    /// Proven by the webhook's own bearer token, and by a signature over the raw body where one is
    /// asked for.
    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    void acceptBotCallback(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(request).send(response);
    }

    private DirectAnswer answer(HttpServletRequest request) {
        Optional<WebhookRefusal> unknown = guard.refusal(request);
        if (unknown.isPresent()) {
            return unknown.get().direct();
        }
        RawBody.trust(request);
        byte[] body = RawBody.of(request);
        return guard.signatureRefusal(request, body)
                .map(WebhookRefusal::direct)
                .orElseGet(() -> accepted(request, body));
    }

    private DirectAnswer accepted(HttpServletRequest request, byte[] body) {
        refuseOtherThanJson(request.getContentType());
        BotCallback callback = BotCallback.from(body);
        return switch (replies.accept(callback.toReply(keptHeaders(request), clock.instant()))) {
            case Result.Accepted _, Result.Repeated _ ->
                    Body.of("success", true)
                            .with("message", "Webhook received successfully")
                            .raw("requestId", callback.receivedId())
                            .direct(HttpStatus.OK);
        };
    }

    /// A body that does not say what it is gets the benefit of the doubt.
    private static void refuseOtherThanJson(@Nullable String type) {
        if (type != null && !type.isEmpty() && !isJson(type)) {
            ProblemCode refused = ProblemCode.UNSUPPORTED_MEDIA_TYPE;
            throw new ProblemException(refused, refused.title());
        }
    }

    private static boolean isJson(String type) {
        try {
            MediaType given = MediaType.parseMediaType(type);
            return given.isCompatibleWith(MediaType.APPLICATION_JSON)
                    || given.getSubtype().endsWith("+json");
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    /// The few headers of a callback that are kept and shown: none of them proves anything.
    private static Body keptHeaders(HttpServletRequest call) {
        Body kept = new Body();
        for (String name : KEPT_HEADERS) {
            String value = call.getHeader(name);
            if (value != null) {
                kept.with(name, value.substring(0, Math.min(value.length(), MAX_HEADER_LENGTH)));
            }
        }
        return kept;
    }
}
