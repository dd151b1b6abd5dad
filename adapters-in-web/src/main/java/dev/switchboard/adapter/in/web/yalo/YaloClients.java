package dev.switchboard.adapter.in.web.yalo;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.identity.token.AccountClients;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.adapter.in.web.yalo.YaloWebProperties.Platform;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The clients whose bots these are. What a call is about is told by who makes it, never by what it
/// says: each sees its own users only, and those of others are to it as if there were none.
final class YaloClients implements AccountClients {

    private final YaloWebProperties usual;
    private final Map<String, YaloWebProperties> all;
    private final Map<String, String> accounts = new HashMap<>();

    /// @throws IllegalArgumentException if two clients have a secret or an account in common, for
    ///   then nobody knows whose call it is; or if a secret is too short
    YaloClients(YaloWebProperties yalo) {
        Map<String, YaloWebProperties> clients = new HashMap<>(yalo.tenants());
        clients.putIfAbsent(yalo.client(), yalo);
        this.all = Map.copyOf(clients);
        this.usual = Objects.requireNonNull(clients.get(yalo.client()));
        Map<String, String> owners = new HashMap<>();
        all.forEach((name, its) -> {
            String settings =
                    "switchboard.yalo." + (its == yalo ? "" : "tenants." + name + ".") + "providers.";
            its.providers()
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

    private static Stream<Secret> secrets(Platform platform) {
        return Stream.of(
                        platform.webhookSecrets().stream(),
                        platform.hmacSecrets().stream(),
                        Stream.ofNullable(platform.verifyToken()))
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

    /// Whose users a caller may act on. Who names no client is of the one that was there before
    /// there were others.
    ///
    /// @throws ProblemException if the caller names one that is none of ours
    YaloWebProperties of(OrgCaller caller) {
        String named = caller.client();
        YaloWebProperties its = named == null ? usual : all.get(named);
        if (its == null) {
            throw new ProblemException(Problem.of(ProblemCode.FORBIDDEN));
        }
        return its;
    }

    @Override
    public @Nullable String clientOf(Username account) {
        return accounts.get(account.value());
    }
}
