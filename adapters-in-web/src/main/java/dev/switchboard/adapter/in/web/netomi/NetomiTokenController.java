package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.error.RelayEnvelope;
import dev.switchboard.adapter.in.web.json.StrictJson;
import dev.switchboard.adapter.in.web.netomi.NetomiWebProperties.TokenView;
import dev.switchboard.application.port.in.upstream.UseUpstreamToken;
import dev.switchboard.application.port.in.upstream.UseUpstreamToken.Refreshed;
import dev.switchboard.application.port.in.upstream.UseUpstreamToken.View;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.secret.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/// Shows the bot's token to back ends, and to pages, if the operator wants that, whether there is
/// one. Never mints (contract netomi 2.1).
@RestController
final class NetomiTokenController implements NetomiTokenApi {

    private static final String REFRESH_TOKEN = "refreshToken";
    private static final String RETRY_SECONDS = "5";

    private final UseUpstreamToken tokens;
    private final TokenView tokenView;
    private final Clock clock;

    /// @param tokenView what those are told who may not have the token
    NetomiTokenController(UseUpstreamToken tokens, TokenView tokenView, Clock clock) {
        this.tokens = tokens;
        this.tokenView = tokenView;
        this.clock = clock;
    }

    @Override
    public ResponseEntity<byte[]> token(HttpServletRequest request) {
        boolean service = Callers.isService(request);
        refuseUnless(service || tokenView == TokenView.STATUS, request);
        return switch (tokens.view()) {
            case View.NotConfigured _ -> throw Callers.notConfigured();
            case View.Missing _, View.Refused _ ->
                    Body.of("ok", false)
                            .with("error", "Server token not available")
                            .with("message", "Please retry in a few seconds")
                            .as(unavailable());
            case View.Held held ->
                    Body.of("ok", true)
                            .with("data", service ? payload(held) : connected())
                            .as(ResponseEntity.ok().cacheControl(CacheControl.noStore()));
        };
    }

    private static Body payload(View.Held held) {
        return new Body()
                .with(
                        "payload",
                        new Body()
                                .with("token", held.token().reveal())
                                .with("expires_in", held.left().toSeconds())
                                .with("expiresAt", held.expiresAt().toEpochMilli()));
    }

    private static Body connected() {
        return new Body()
                .with("status", "connected")
                .with("message", "Server connection OK - tokens are managed server-side");
    }

    @Override
    public ResponseEntity<byte[]> connection(HttpServletRequest request) {
        refuseUnless(Callers.isService(request) || tokenView == TokenView.STATUS, request);
        return switch (tokens.view()) {
            case View.NotConfigured _ -> throw Callers.notConfigured();
            case View.Missing _, View.Refused _ ->
                    Body.of("success", false)
                            .with("error", "Server token not available")
                            .with("message", "Token refresh in progress, please retry")
                            .as(unavailable());
            case View.Held _ ->
                    Body.of("success", true)
                            .with("message", "Server connection OK")
                            .with("timestamp", clock.millis())
                            .as(ResponseEntity.ok());
        };
    }

    @Override
    public ResponseEntity<byte[]> refresh(byte[] body) {
        if (!(StrictJson.parseObject(body).members().get(REFRESH_TOKEN)
                        instanceof JsonString(String token))
                || token.isEmpty()) {
            throw ProcessMessage.missing(REFRESH_TOKEN);
        }
        return switch (tokens.refresh(new Secret(token))) {
            case Refreshed.Answered(String json) ->
                    Body.of("ok", true)
                            .raw("data", json == null ? "{}" : json)
                            .as(ResponseEntity.ok().cacheControl(CacheControl.noStore()));
            case Refreshed.Failed(int status, String text) -> failed(status + " " + text);
            case Refreshed.Unreachable _ -> failed("no answer");
            case Refreshed.NotConfigured _ -> throw Callers.notConfigured();
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
                .body(RelayEnvelope.error(("Refresh Token API error: " + reason).strip()));
    }
}
