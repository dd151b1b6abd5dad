package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.error.DirectAnswer;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.request.RawBody;
import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.AcceptReply.Result;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RestController;

/// Takes what the bot answers (contract netomi 2.1 and 4.2). The call proves itself, so no access
/// token is needed; who it is comes before what it says.
@RestController
final class NetomiWebhookController implements NetomiWebhookApi {

    private final AcceptReply replies;
    private final WebhookGuard guard;
    private final Clock clock;

    NetomiWebhookController(AcceptReply replies, WebhookGuard guard, Clock clock) {
        this.replies = replies;
        this.guard = guard;
        this.clock = clock;
    }

    @Override
    public void accept(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] body = RawBody.of(request);
        Optional<WebhookRefusal> refusal = guard.refusal(request, body);
        DirectAnswer answer =
                refusal.isPresent() ? refusal.get().direct() : accepted(request, body);
        answer.send(response);
    }

    private DirectAnswer accepted(HttpServletRequest request, byte[] body) {
        refuseOtherThanJson(request.getContentType());
        BotCallback callback = BotCallback.from(body);
        return switch (replies.accept(callback.toReply(KeptHeaders.of(request), clock.instant()))) {
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
}
