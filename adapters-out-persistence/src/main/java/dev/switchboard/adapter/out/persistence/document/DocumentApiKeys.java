package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Amendment;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Range;
import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.identity.ApiKey;
import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// API keys by id.
public final class DocumentApiKeys implements ApiKeys {

    private static final int MOST_OF_ONE = 1000;

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#API_KEYS]
    public DocumentApiKeys(DocumentTable table) {
        this.table = table;
    }

    @Override
    public List<ApiKey> find(Collection<String> ids) {
        return table.find(ids).stream().map(DocumentApiKeys::toKey).toList();
    }

    @Override
    public List<ApiKey> of(Username account) {
        return table
                .scan(
                        TableForm.API_KEYS.index("account"),
                        new Range.Only(account.value()),
                        MOST_OF_ONE)
                .stream()
                .map(DocumentApiKeys::toKey)
                .toList();
    }

    @Override
    public Outcome insert(ApiKey key) {
        return outcome(new Change.Insert(toDocument(key)));
    }

    @Override
    public Outcome replace(ApiKey key, long version) {
        return outcome(new Amendment.Replace(toDocument(key), version));
    }

    private Outcome outcome(Change change) {
        return switch (table.write(change)) {
            case DocumentTable.Outcome.Done _ -> Outcome.DONE;
            case DocumentTable.Outcome.Refused _ -> Outcome.REFUSED;
        };
    }

    @Override
    public void forgetThrough(Instant last) {
        table.forgetThrough(TableForm.API_KEYS.index("over_at"), last);
    }

    private static Document toDocument(ApiKey key) {
        Document document =
                new Document("_id", key.id())
                        .append("version", key.version())
                        .append("account", key.account().value())
                        .append("account_made_at", Date.from(key.accountMadeAt()))
                        .append("name", key.label())
                        .append("hash", key.hash())
                        .append("roles", key.roles().stream().map(Role::name).sorted().toList())
                        .append("created_at", Date.from(key.createdAt()))
                        .append("expires_at", Date.from(key.expiresAt()))
                        .append("over_at", Date.from(key.overAt()))
                        .append("revoked_at", date(key.revokedAt()))
                        .append("last_used_at", date(key.lastUsedAt()));
        return switch (key.scope()) {
            case KeyScope.Everything _ -> document;
            case KeyScope.Channels(var ids) ->
                    document.append(
                            "channels", ids.stream().map(ChannelId::value).sorted().toList());
            case KeyScope.Client(String name) -> document.append("client", name);
        };
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    private static ApiKey toKey(Document document) {
        return new ApiKey(
                document.getString("_id"),
                new Username(document.getString("account")),
                document.getDate("account_made_at").toInstant(),
                document.getString("name"),
                document.getString("hash"),
                document.getList("roles", String.class).stream()
                        .map(Role::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                scope(document),
                document.getDate("created_at").toInstant(),
                document.getDate("expires_at").toInstant(),
                instant(document.getDate("revoked_at")),
                instant(document.getDate("last_used_at")),
                document.getLong("version"));
    }

    private static KeyScope scope(Document document) {
        List<String> channels = document.getList("channels", String.class);
        if (channels != null) {
            return new KeyScope.Channels(
                    channels.stream().map(ChannelId::new).collect(Collectors.toUnmodifiableSet()));
        }
        String client = document.getString("client");
        return client == null ? KeyScope.everything() : new KeyScope.Client(client);
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
