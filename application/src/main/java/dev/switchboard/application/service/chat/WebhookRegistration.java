package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.in.chat.RegisterWebhooks;
import dev.switchboard.application.port.out.upstream.PlatformWebhooks;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Registers and removes webhooks. The reasons of failures are logged for operators.
final class WebhookRegistration implements RegisterWebhooks {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRegistration.class);

    private final PlatformWebhooks webhooks;

    WebhookRegistration(PlatformWebhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public Outcome register(String client, String platform) {
        return judge("registered", webhooks.register(client, platform));
    }

    @Override
    public Outcome remove(String client, String platform) {
        return judge("removed", webhooks.remove(client, platform));
    }

    private static Outcome judge(String what, UpstreamReply reply) {
        return switch (reply) {
            case UpstreamReply.Accepted _ -> {
                LOG.info("A webhook was {}", what);
                yield Outcome.DONE;
            }
            case UpstreamReply.Refused(int status, var text) -> failed(what, status + " " + text);
            case UpstreamReply.Blocked _ -> failed(what, "its host may not be called");
            case UpstreamReply.Unavailable(var cause, _, _) -> failed(what, cause.words());
        };
    }

    private static Outcome failed(String what, String why) {
        LOG.warn("A webhook was not {}: {}", what, why);
        return Outcome.FAILED;
    }
}
