package dev.switchboard.adapter.out.upstreams.yalo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.upstreams.yalo.MessageTexts.Files;
import dev.switchboard.adapter.out.upstreams.yalo.MessageTexts.Piece;
import dev.switchboard.adapter.out.upstreams.yalo.YaloProperties.Platform;
import dev.switchboard.adapter.out.upstreams.yalo.YaloProperties.Transport;
import dev.switchboard.domain.secret.Secret;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Builds the calls to Yalo and Meta (`docs/protocol/yalo.md`). A call is null if the operator left
/// out a setting that it needs.
record YaloRequests(YaloProperties yalo, Files files) {

    private static final String WHATSAPP = "whatsapp";

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Nullable Platform provider(String platform) {
        return yalo.providers().get(platform);
    }

    /// Sends a user one piece.
    ///
    /// @param id the same in every attempt
    @Nullable YaloCall tell(String platform, String user, String id, Piece piece) {
        Platform provider = provider(platform);
        if (provider == null) {
            return null;
        }
        return provider.transport() == Transport.META
                ? byMeta(provider, platform, user, id, piece)
                : byYalo(provider, platform, user, id, piece);
    }

    private @Nullable YaloCall byYalo(
            Platform provider, String platform, String user, String id, Piece piece) {
        ObjectNode body = object();
        if (platform.equals(WHATSAPP)) {
            body.put("id", UUID.nameUUIDFromBytes(id.getBytes(UTF_8)).toString());
            String type =
                    switch (piece) {
                        case Piece.Text _ -> "text";
                        case Piece.File file -> file.kind();
                    };
            body.put("type", type).put("userId", user);
            switch (piece) {
                case Piece.Text(String text) -> body.putObject(type).put("body", text);
                case Piece.File(_, String url, String name) ->
                        body.putObject(type).put("url", url).put("caption", name);
            }
        } else {
            body.put("messaging_type", "RESPONSE");
            body.putObject("recipient").put("id", user);
            // This transport cannot send files.
            body.putObject("message").put("text", asText(piece));
            body.put("metadata", "YALOSOURCE:FIREHOSE");
        }
        return atBot(provider, "messages", body);
    }

    /// A file that cannot be sent is replaced by its name and address.
    private String asText(Piece piece) {
        return switch (piece) {
            case Piece.Text(String text) -> text;
            case Piece.File file -> files.text(file);
        };
    }

    private @Nullable YaloCall atBot(Platform provider, String what, ObjectNode body) {
        String channel = provider.channel();
        String bot = provider.botId();
        Secret token = provider.botToken();
        return yalo.integrationsUrl() == null || channel == null || bot == null || token == null
                ? null
                : new YaloCall(
                        "%s/api/%s/bots/%s/%s"
                                .formatted(
                                        yalo.integrationsUrl(),
                                        YaloCall.part(channel),
                                        YaloCall.part(bot),
                                        what),
                        token,
                        body);
    }

    /// All other names are ids that contain letters.
    static boolean isPhone(String user) {
        return user.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private @Nullable YaloCall byMeta(
            Platform provider, String platform, String user, String id, Piece piece) {
        String meta = provider.metaId();
        Secret token = provider.metaToken();
        if (meta == null || token == null) {
            return null;
        }
        ObjectNode body = object();
        if (platform.equals(WHATSAPP)) {
            body.put("messaging_product", "whatsapp").put(isPhone(user) ? "to" : "recipient", user);
            switch (piece) {
                case Piece.Text(String text) ->
                        body.put("type", "text").putObject("text").put("body", text);
                case Piece.File(String kind, String url, String name) -> {
                    ObjectNode media = body.put("type", kind).putObject(kind).put("link", url);
                    if (kind.equals("document") && !name.isEmpty()) {
                        media.put("filename", name);
                    }
                }
            }
            body.put("biz_opaque_callback_data", id);
        } else {
            body.putObject("recipient").put("id", user);
            body.put("messaging_type", "RESPONSE");
            ObjectNode said = body.putObject("message");
            switch (piece) {
                case Piece.Text(String text) -> said.put("text", text);
                case Piece.File(String kind, String url, _) -> {
                    ObjectNode file =
                            said.putObject("attachment")
                                    .put("type", kind.equals("document") ? "file" : kind);
                    file.putObject("payload").put("url", url).put("is_reusable", false);
                }
            }
        }
        return atMeta(meta, token, body);
    }

    private YaloCall atMeta(String meta, Secret token, ObjectNode body) {
        String url =
                "%s/v%s/%s/messages"
                        .formatted(yalo.graphUrl(), yalo.graphVersion(), YaloCall.part(meta));
        return new YaloCall(url, token, body);
    }

    /// Shows or hides the typing indicator. WhatsApp ties it to the user's last message, which it
    /// thereby marks as read, and hides it by itself.
    ///
    /// @param last the platform's id of the user's last message; empty if unknown
    @Nullable YaloCall typing(String platform, String user, String last, boolean active) {
        Platform provider = provider(platform);
        String meta = provider == null ? null : provider.metaId();
        Secret token = provider == null ? null : provider.metaToken();
        boolean whatsApp = platform.equals(WHATSAPP);
        if (meta == null || token == null || (whatsApp && (last.isEmpty() || !active))) {
            return null;
        }
        ObjectNode body = object();
        if (whatsApp) {
            body.put("messaging_product", WHATSAPP).put("status", "read").put("message_id", last);
            body.putObject("typing_indicator").put("type", "text");
        } else {
            body.putObject("recipient").put("id", user);
            body.put("sender_action", active ? "typing_on" : "typing_off");
        }
        return atMeta(meta, token, body);
    }

    /// Returns a user to the bot.
    @Nullable YaloCall giveBack(String way, String platform, String user, String botSlug) {
        String state = yalo.state(way, platform);
        if (yalo.studioUrl() != null) {
            String url =
                    "%s/v1/triggers/%s/webhook".formatted(yalo.studioUrl(), YaloCall.part(state));
            return new YaloCall(url, yalo.studioToken(), object().put("userId", user));
        }
        if (yalo.botrunnerUrl() != null) {
            Secret token = yalo.botrunnerToken();
            String url = "%s/%s/send-to".formatted(yalo.botrunnerUrl(), YaloCall.part(botSlug));
            return new YaloCall(
                    token == null ? url : url + "?jwt=" + YaloCall.part(token.reveal()),
                    null,
                    object().put("userId", user).put("state", state).put("message", ""));
        }
        return null;
    }

    /// Registers our webhook for a platform.
    @Nullable YaloCall register(String platform) {
        Platform provider = provider(platform);
        if (provider == null || provider.phone() == null || yalo.webhookBaseUrl() == null) {
            return null;
        }
        ObjectNode body =
                object().put("phone", provider.phone())
                        .put("webhook", webhook(provider, platform))
                        .put("provider", platform)
                        .put("version", platform.equals(WHATSAPP) ? 0 : 3);
        Secret media = provider.mediaToken();
        if (media != null) {
            body.put("media_token", media.reveal());
        }
        return atBot(provider, "healthcheck", body);
    }

    private String webhook(Platform provider, String platform) {
        String url = "%s/v1/integrations/%s/webhook".formatted(yalo.webhookBaseUrl(), platform);
        return yalo.webhookTokenInUrl() && !provider.webhookSecrets().isEmpty()
                ? url + "?token=" + YaloCall.part(provider.webhookSecrets().getFirst().reveal())
                : url;
    }

    @Nullable YaloCall remove(String platform) {
        Platform provider = provider(platform);
        return provider == null || provider.phone() == null
                ? null
                : atBot(
                        provider,
                        "remove",
                        object().put("phone", provider.phone()).put("provider", platform));
    }
}
