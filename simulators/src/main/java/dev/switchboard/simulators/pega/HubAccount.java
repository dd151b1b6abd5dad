package dev.switchboard.simulators.pega;

import dev.switchboard.simulators.hub.HubLine;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/// Reads from the properties of the hub that runs in this process how it expects to be called, so
/// that a demonstration needs to say it once only.
record HubAccount(Environment environment) {

    private static final String PREFIX = "switchboard.pega.";

    Optional<PegaAccount> find() {
        String connectionId = environment.getProperty(PREFIX + "connection-id", "");
        List<String> secrets =
                Binder.get(environment)
                        .bind(PREFIX + "jwt-secrets", Bindable.listOf(String.class))
                        .orElse(List.of());
        if (connectionId.isBlank() || secrets.isEmpty()) {
            return Optional.empty();
        }
        URI webhook = HubLine.hubAround(environment).resolve("/webhook");
        return Optional.of(new PegaAccount(connectionId, secrets.getFirst(), webhook));
    }
}
