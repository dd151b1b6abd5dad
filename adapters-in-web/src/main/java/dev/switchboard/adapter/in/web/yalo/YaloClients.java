package dev.switchboard.adapter.in.web.yalo;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.adapter.in.web.yalo.YaloWebProperties.WebhookSecrets;
import dev.switchboard.application.port.out.settings.MadeOfSettings;
import dev.switchboard.domain.secret.Secret;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The clients of Yalo's bots. The caller, never the content, determines a call's client: each
/// caller sees only its own users, and others' are treated as unknown.
@MadeOfSettings
final class YaloClients {

    private final YaloWebProperties usual;
    private final Map<String, YaloWebProperties> all;

    /// @throws IllegalArgumentException if two clients share a secret or an account, so that their
    ///   calls could not be distinguished; or if a secret is too short
    YaloClients(YaloWebProperties yalo) {
        Map<String, YaloWebProperties> clients = new HashMap<>(yalo.tenants());
        clients.putIfAbsent(yalo.client(), yalo);
        this.all = Map.copyOf(clients);
        this.usual = Objects.requireNonNull(clients.get(yalo.client()));
        Map<String, String> owners = new HashMap<>();
        Map<String, String> accounts = new HashMap<>();
        all.forEach((name, its) -> {
            String settings =
                    "switchboard.yalo."
                            + (yalo.tenants().containsKey(name) ? "tenants." + name + "." : "")
                            + "providers.";
            new TreeMap<>(its.providers())
                    .forEach((platform, proofs) -> proofs.requireLongSecrets(settings + platform));
            requireOwn(secrets(its), name, owners, "a secret");
            requireOwn(accounts(its), name, accounts, "the name of an account");
        });
    }

    private static void requireOwn(
            Stream<String> these, String client, Map<String, String> owners, String what) {
        these.forEach(one -> {
            String other = owners.putIfAbsent(one, client);
            if (other != null && !other.equals(client)) {
                List<String> both = Stream.of(client, other).sorted().toList();
                throw new IllegalArgumentException(
                        "switchboard.yalo.tenants: %s and %s have %s in common"
                                .formatted(both.getFirst(), both.getLast(), what));
            }
        });
    }

    private static Stream<String> secrets(YaloWebProperties its) {
        return its.providers().values().stream()
                .flatMap(YaloClients::secrets)
                .map(Secret::reveal)
                .filter(secret -> !secret.isBlank());
    }

    private static Stream<Secret> secrets(WebhookSecrets its) {
        return Stream.of(
                        its.webhookSecrets().stream(),
                        its.hmacSecrets().stream(),
                        Stream.ofNullable(its.verifyToken()))
                .flatMap(secrets -> secrets);
    }

    private static Stream<String> accounts(YaloWebProperties its) {
        return Stream.of(its.username(), its.salesforceUsername())
                .flatMap(Stream::ofNullable)
                .filter(name -> !name.isBlank());
    }

    Collection<YaloWebProperties> all() {
        return all.values();
    }

    /// Returns the client whose users a caller may act on. A caller without a client has the only
    /// one; if there are several, none, because a missing name may have been forgotten.
    ///
    /// @throws ProblemException if the caller has none of these clients
    YaloWebProperties of(OrgCaller caller) {
        String named = caller.client();
        YaloWebProperties only = all.size() == 1 ? usual : null;
        YaloWebProperties its = named == null ? only : all.get(named);
        if (its == null) {
            throw new ProblemException(Problem.of(ProblemCode.FORBIDDEN));
        }
        return its;
    }
}
