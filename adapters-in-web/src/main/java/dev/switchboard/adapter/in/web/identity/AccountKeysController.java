package dev.switchboard.adapter.in.web.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.identity.ManageApiKeys;
import dev.switchboard.application.port.in.identity.ManageApiKeys.Made;
import dev.switchboard.application.port.in.identity.ManageApiKeys.Wanted;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.identity.ApiKey;
import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.MarkedSecret.Mark;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The API keys by which machines act as accounts. Admins make them; the account's owner may also
/// list and revoke them.
@RestController
@Tag(name = "Identity")
@RequestMapping(path = "/v1/accounts/{username}/keys", produces = MediaType.APPLICATION_JSON_VALUE)
final class AccountKeysController {

    private final ManageApiKeys keys;
    private final KeepAudit audit;

    AccountKeysController(ManageApiKeys keys, KeepAudit audit) {
        this.keys = keys;
        this.audit = audit;
    }

    /// Make a key for an account.
    ///
    /// Shown once. It is sent as `Authorization: Bearer sbk_…` and has its roles as long as the
    /// account has them. With `channels` or `client` it may be used only for requests that name one
    /// of those channels, or for the users of that client, which must be the account's. Without
    /// `expires_at` it has the longest life that a key may have.
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<MadeKeyView> makeAccountKey(
            @PathVariable String username,
            @RequestBody(required = false) byte @Nullable [] body,
            Principal caller) {
        return switch (keys.make(new Username(username), parse(body))) {
            case Made.Done(ApiKey key, Secret text) -> {
                audit.record(caller.getName(), "account.create_key", username, detail(key));
                yield ResponseEntity.created(
                                URI.create("/v1/accounts/" + username + "/keys/" + key.id()))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(new MadeKeyView(text.reveal(), KeyView.of(key)));
            }
            case Made.UnknownAccount _ ->
                    throw new ProblemException(ProblemCode.NOT_FOUND, "Unknown account");
            case Made.TooMany(int most) ->
                    throw new ProblemException(
                            ProblemCode.CONFLICT, "The account has " + most + " live keys already");
            case Made.BeyondAccount(String field) ->
                    throw new ProblemException(
                            Problem.invalidField(field, "The account itself has less"));
        };
    }

    private static Wanted parse(byte @Nullable [] body) {
        JsonFields fields = JsonFields.ofOptional(body);
        Set<String> known = Set.of("name", "roles", "channels", "client", "expires_at");
        FieldChecks checks = fields.checksOfNoneBut(known);
        Supplier<String> name = checks.field(() -> fields.requiredString("name"));
        Supplier<Set<Role>> roles = checks.field(() -> RoleNames.requiredIn(fields));
        Supplier<KeyScope> scope = checks.field(() -> scope(fields));
        Supplier<@Nullable Instant> expiry = checks.field(() -> expiry(fields));
        return checks.then(() -> new Wanted(name.get(), roles.get(), scope.get(), expiry.get()));
    }

    private static @Nullable Instant expiry(JsonFields fields) {
        return QueryText.instant("expires_at", fields.string("expires_at"));
    }

    private static KeyScope scope(JsonFields fields) {
        FieldChecks checks = new FieldChecks();
        Supplier<@Nullable List<String>> channels = checks.field(() -> fields.strings("channels"));
        Supplier<@Nullable String> client = checks.field(() -> fields.string("client"));
        return checks.then(() -> scope(channels.get(), client.get()));
    }

    private static KeyScope scope(@Nullable List<String> channels, @Nullable String client) {
        if (channels == null) {
            return client == null ? KeyScope.everything() : new KeyScope.Client(client);
        }
        if (client != null) {
            throw new InvalidValueException("client", Reason.INVALID, "no channels beside it");
        }
        try {
            return new KeyScope.Channels(
                    channels.stream().map(ChannelId::new).collect(Collectors.toUnmodifiableSet()));
        } catch (InvalidValueException e) {
            throw new InvalidValueException("channels", e.reason());
        }
    }

    private static String detail(ApiKey key) {
        String confined =
                switch (key.scope()) {
                    case KeyScope.Everything _ -> "";
                    case KeyScope.Channels(var ids) ->
                            " for "
                                    + ids.stream()
                                            .map(ChannelId::value)
                                            .sorted()
                                            .collect(Collectors.joining(" "));
                    case KeyScope.Client(String name) -> " for client " + name;
                };
        return key.id() + " " + RoleNames.of(key.roles()) + confined;
    }

    /// List an account's keys.
    ///
    /// The valid ones, without the keys themselves. The account's owner may call this too.
    ///
    /// @return the oldest first
    @GetMapping
    KeyList listAccountKeys(@PathVariable String username, OrgCaller caller) {
        requireOwnerOrAdmin(caller, username);
        return keys.list(new Username(username))
                .map(all -> new KeyList(all.stream().map(KeyView::of).toList()))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "Unknown account"));
    }

    /// Revoke a key.
    ///
    /// It becomes invalid at once, and its open connections end within seconds. The account's owner
    /// may call this too.
    ///
    /// @param id id of the key
    @DeleteMapping("/{id}")
    ResponseEntity<Void> revokeAccountKey(
            @PathVariable String username, @PathVariable String id, OrgCaller caller) {
        requireOwnerOrAdmin(caller, username);
        return switch (keys.revoke(new Username(username), id)) {
            case DONE -> {
                audit.record(caller.getName(), "account.revoke_key", username, id);
                yield ResponseEntity.noContent().build();
            }
            case UNKNOWN -> throw new ProblemException(ProblemCode.NOT_FOUND, "Unknown key");
        };
    }

    static void requireOwnerOrAdmin(OrgCaller caller, String username) {
        boolean owner = caller.isLocal() && caller.getName().equals(username);
        if (!owner && !caller.isAdmin()) {
            throw new ProblemException(Problem.of(ProblemCode.FORBIDDEN));
        }
    }

    record KeyList(List<KeyView> items) {}

    /// A new key.
    ///
    /// @param key the bearer token, which is never shown again
    @Schema(name = "MadeApiKey")
    record MadeKeyView(String key, @JsonUnwrapped KeyView about) {

        @Override
        public String toString() {
            return "MadeKeyView[redacted]";
        }
    }

    /// A key without its secret.
    ///
    /// @param prefix the beginning of the key
    /// @param channels null if it is not restricted to channels
    /// @param client null if it is not restricted to a client
    /// @param lastUsedAt to the minute; null before its first use
    @Schema(name = "ApiKey")
    record KeyView(
            String id,
            String name,
            String prefix,
            List<String> roles,
            @Nullable List<String> channels,
            @Nullable String client,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("expires_at") Instant expiresAt,
            @JsonProperty("last_used_at") @Nullable Instant lastUsedAt) {

        static KeyView of(ApiKey key) {
            return new KeyView(
                    key.id(),
                    key.label(),
                    Mark.API_KEY.prefix(key.id()),
                    key.roles().stream().sorted().map(Role::name).toList(),
                    key.scope() instanceof KeyScope.Channels(var ids)
                            ? ids.stream().map(ChannelId::value).sorted().toList()
                            : null,
                    key.scope() instanceof KeyScope.Client(String name) ? name : null,
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt());
        }
    }
}
