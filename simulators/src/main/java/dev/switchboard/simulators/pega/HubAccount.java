package dev.switchboard.simulators.pega;

import dev.switchboard.simulators.hub.HubLine;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/// The account from the properties of the hub in this process, so that a demonstration configures
/// it only once.
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
