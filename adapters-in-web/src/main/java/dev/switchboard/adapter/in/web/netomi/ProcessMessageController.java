package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.netomi.Senders.Sender;
import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.adapter.in.web.request.EndUserRates;
import dev.switchboard.adapter.in.web.request.RequestTurn;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.in.upstream.UseUpstreamToken;
import dev.switchboard.domain.upstream.TokenState;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Accepts messages to the bot.
@RestController
@Tag(name = "Netomi")
final class ProcessMessageController {

    static final String PATH = "/api/netomi/process-message";

    private static final int FULL_RETRY_SECONDS = 30;

    private final SendUserMessage sending;
    private final UseUpstreamToken bot;
    private final Senders senders;
    private final MessageReader reader;
    private final EndUserRates rates;

    ProcessMessageController(
            SendUserMessage sending,
            UseUpstreamToken bot,
            Senders senders,
            MessageReader reader,
            NetomiWebProperties properties,
            Clock clock) {
        this.sending = sending;
        this.bot = bot;
        this.senders = senders;
        this.reader = reader;
        this.rates = new EndUserRates(properties.rate(), clock);
    }

    /// Sends an end user's message to the bot.
    ///
    /// Journaled before it is sent; the answer comes over Socket.IO. The first writer owns the
    /// conversation, and proves it from then on by resume token, live connection or access token.
    @PostMapping(
            path = PATH,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> processMessage(
            @RequestBody byte[] body, HttpServletRequest request, HttpServletResponse response) {
        Sender sender = senders.of(request);
        if (sender.counted() != null) {
            rates.take(sender.counted(), request);
        }
        ProcessMessage message = reader.read(body);
        if (sender.contradicts(message.data().userId())) {
            throw new ProblemException(ProblemCode.FORBIDDEN, ProblemCode.FORBIDDEN.title());
        }
        if (bot.state(RelayBot.NAME) instanceof TokenState.NotConfigured) {
            throw Callers.notConfigured();
        }
        senders.introduce(sender, request, response);
        RequestTurn.end(request);
        Result result = sending.send(reader.toCommand(message, sender));
        return answer(result, message.data().messageId());
    }

    private static ResponseEntity<byte[]> answer(Result result, String messageId) {
        return switch (result) {
            case Result.Answered(_, _, String body, _) -> acknowledged(body);
            // this endpoint never ends a session
            case Result.Queued _, Result.NothingToEnd _ -> queued(messageId);
            case Result.Refused(_, _, int status, String text, _) ->
                    error(
                            HttpStatus.INTERNAL_SERVER_ERROR,
                            ("Process Message API error: " + status + " " + text).strip());
            case Result.NotYours _ ->
                    Body.of("ok", false)
                            .with("error", "Conversation belongs to another client")
                            .with("message", "Present its resume token")
                            .as(ResponseEntity.status(HttpStatus.FORBIDDEN));
            case Result.TooManyPending _ ->
                    throw new ProblemException(
                            Problem.of(
                                            ProblemCode.TOO_MANY_REQUESTS,
                                            "Too many messages wait for the bot")
                                    .retryAfter(FULL_RETRY_SECONDS));
            case Result.KeyReused _ ->
                    error(HttpStatus.CONFLICT, "messageId already used with another payload");
        };
    }

    private static ResponseEntity<byte[]> acknowledged(@Nullable String acknowledgment) {
        String json = acknowledgment == null ? "{}" : acknowledgment;
        return Body.of("ok", true)
                .raw("data", "{\"acknowledgment\":" + json + "}")
                .as(ResponseEntity.ok());
    }

    private static ResponseEntity<byte[]> queued(String messageId) {
        return Body.of("ok", true)
                .with("data", new Body().with("status", "queued").with("messageId", messageId))
                .as(ResponseEntity.accepted());
    }

    private static ResponseEntity<byte[]> error(HttpStatus status, String text) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(NetomiErrors.error(text));
    }
}
