package dev.switchboard.simulators.netomi;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/// The webhook that the bot calls: the one set last, otherwise that of the hub in this process,
/// according to the hub's own properties.
public final class WebhookBook {

    private static final String PREFIX = "switchboard.netomi.webhook.";

    private final Environment environment;
    private volatile @Nullable HubWebhook told;

    WebhookBook(Environment environment) {
        this.environment = environment;
    }

    /// @param webhook null to return to the hub's own
    public void tell(@Nullable HubWebhook webhook) {
        told = webhook;
    }

    Optional<HubWebhook> current() {
        HubWebhook webhook = told;
        return webhook == null ? ofTheHub() : Optional.of(webhook);
    }

    private Optional<HubWebhook> ofTheHub() {
        List<String> secrets = texts("signature-secrets");
        return texts("bearer-tokens").stream()
                .findFirst()
                .map(token ->
                        new HubWebhook(
                                address(), token, secrets.isEmpty() ? null : secrets.getFirst()));
    }

    /// A blank text is an unset variable.
    private List<String> texts(String name) {
        return Binder.get(environment)
                .bind(PREFIX + name, Bindable.listOf(String.class))
                .orElse(List.of())
                .stream()
                .filter(text -> !text.isBlank())
                .toList();
    }

    /// The port is known only after the server has started.
    private URI address() {
        String port =
                environment.getProperty(
                        "local.server.port", environment.getProperty("server.port", "8000"));
        return URI.create("http://localhost:" + port + "/webhook/netomi");
    }
}
