package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.json.StrictJson;
import dev.switchboard.adapter.in.web.netomi.NetomiWebProperties.TokenView;
import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.upstream.UseUpstreamToken;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.upstream.TokenState;
import dev.switchboard.domain.upstream.TokenTrade;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Shows the bot's token to back ends, and its existence to pages if the operator wants that. Never
/// mints a token.
@RestController
@Tag(name = "Netomi")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class NetomiTokenController {

    private static final String REFRESH_TOKEN = "refreshToken";
    private static final String RETRY_SECONDS = "5";

    private final UseUpstreamToken tokens;
    private final TokenView tokenView;
    private final KeepAudit audit;
    private final Clock clock;

    NetomiTokenController(
            UseUpstreamToken tokens, NetomiWebProperties properties, KeepAudit audit, Clock clock) {
        this.tokens = tokens;
        this.tokenView = properties.tokenView();
        this.audit = audit;
        this.clock = clock;
    }

    /// Get the token that the hub holds for the bot.
    ///
    /// For back ends. Never makes a new one.
    @GetMapping("/api/netomi/generate-token")
    ResponseEntity<byte[]> getBotToken(HttpServletRequest request) {
        boolean service = Callers.isService(request);
        refuseUnless(service || tokenView == TokenView.STATUS, request);
        return switch (tokens.state(RelayBot.NAME)) {
            case TokenState.NotConfigured _ -> throw Callers.notConfigured();
            case TokenState.Missing _, TokenState.Refused _ ->
                    Body.of("ok", false)
                            .with("error", "Server token not available")
                            .with("message", "Please retry in a few seconds")
                            .as(unavailable());
            case TokenState.Held held ->
                    Body.of("ok", true)
                            .with("data", service ? handedOut(held, request) : connected())
                            .as(ResponseEntity.ok().cacheControl(CacheControl.noStore()));
        };
    }

    private Body handedOut(TokenState.Held held, HttpServletRequest request) {
        String caller = request.getUserPrincipal().getName();
        audit.record(Act.often(caller, "token.hand_out", RelayBot.NAME));
        return payload(held, clock.instant());
    }

    private static Body payload(TokenState.Held held, Instant now) {
        return new Body()
                .with(
                        "payload",
                        new Body()
                                .with("token", held.token().reveal())
                                .with(
                                        "expires_in",
                                        Duration.between(now, held.expiresAt()).toSeconds())
                                .with("expiresAt", held.expiresAt().toEpochMilli()));
    }

    private static Body connected() {
        return new Body()
                .with("status", "connected")
                .with("message", "Server connection OK - tokens are managed server-side");
    }

    /// Check whether the hub holds a token for the bot.
    @GetMapping("/api/netomi/test-connection")
    ResponseEntity<byte[]> testBotConnection(HttpServletRequest request) {
        refuseUnless(Callers.isService(request) || tokenView == TokenView.STATUS, request);
        return switch (tokens.state(RelayBot.NAME)) {
            case TokenState.NotConfigured _ -> throw Callers.notConfigured();
            case TokenState.Missing _, TokenState.Refused _ ->
                    Body.of("success", false)
                            .with("error", "Server token not available")
                            .with("message", "Token refresh in progress, please retry")
                            .as(unavailable());
            case TokenState.Held _ ->
                    Body.of("success", true)
                            .with("message", "Server connection OK")
                            .with("timestamp", clock.millis())
                            .as(ResponseEntity.ok());
        };
    }

    /// Trade a refresh token with the bot's platform.
    @PostMapping(path = "/api/netomi/refresh-token", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> refreshBotToken(@RequestBody byte[] body) {
        if (!(StrictJson.parseObject(body).members().get(REFRESH_TOKEN)
                        instanceof JsonString(String token))
                || token.isEmpty()) {
            throw ProcessMessage.missing(REFRESH_TOKEN);
        }
        return switch (tokens.refresh(RelayBot.NAME, new Secret(token))) {
            case TokenTrade.Answered(String json) ->
                    Body.of("ok", true)
                            .raw("data", json == null ? "{}" : json)
                            .as(ResponseEntity.ok().cacheControl(CacheControl.noStore()));
            case TokenTrade.Failed(int status, String text) -> failed(status + " " + text);
            case TokenTrade.Unreachable _ -> failed("no answer");
            case TokenTrade.NotConfigured _ -> throw Callers.notConfigured();
        };
    }

    private static void refuseUnless(boolean permitted, HttpServletRequest request) {
        if (!permitted) {
            throw Callers.refused(request);
        }
    }

    private static ResponseEntity.BodyBuilder unavailable() {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }

    private static ResponseEntity<byte[]> failed(String reason) {
        return ResponseEntity.internalServerError()
                .contentType(MediaType.APPLICATION_JSON)
                .body(NetomiErrors.error(("Refresh Token API error: " + reason).strip()));
    }
}
