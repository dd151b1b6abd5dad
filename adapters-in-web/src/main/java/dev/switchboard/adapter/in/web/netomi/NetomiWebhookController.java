package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.body.RawBody;
import dev.switchboard.adapter.in.web.error.DirectAnswer;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
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

/// Accepts the bot's answers. Authenticated by the webhook's own bearer token or signature, which
/// is checked before the body is parsed.
@RestController
@Tag(name = "Netomi")
final class NetomiWebhookController {

    static final String PATH = "/webhook/netomi";
    private static final List<String> KEPT_HEADERS =
            List.of("content-type", "user-agent", "x-request-id");
    private static final int MAX_HEADER_LENGTH = 300;

    private final AcceptReply replies;
    private final WebhookAuth auth;
    private final Clock clock;

    NetomiWebhookController(AcceptReply replies, WebhookAuth auth, Clock clock) {
        this.replies = replies;
        this.auth = auth;
        this.clock = clock;
    }

    /// Takes the bot's answer.
    ///
    /// Proven by the webhook's own bearer token, and by a signature over the raw body if one is
    /// required.
    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    void acceptBotCallback(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(request).send(response);
    }

    private DirectAnswer answer(HttpServletRequest request) {
        Optional<WebhookRefusal> unknown = auth.refusal(request);
        if (unknown.isPresent()) {
            return unknown.get().direct();
        }
        RawBody.trust(request);
        byte[] body = RawBody.of(request);
        return auth.signatureRefusal(request, body)
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

    /// A body without a content type is taken for JSON.
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

    /// Returns the few headers of a callback that are stored and shown. None of them is a proof.
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
