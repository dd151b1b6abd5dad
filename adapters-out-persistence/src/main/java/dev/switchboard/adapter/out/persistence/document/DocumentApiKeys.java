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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;

/// API keys by id.
public final class DocumentApiKeys implements ApiKeys {

    private static final int MOST_OF_ONE = 1000;

    private static final Function<Document, Stream<ApiKey>> READER =
            DocumentFields.reader(TableForm.API_KEYS, DocumentApiKeys::toKey);

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#API_KEYS]
    public DocumentApiKeys(DocumentTable table) {
        this.table = table;
    }

    @Override
    public List<ApiKey> find(Collection<String> ids) {
        return table.find(ids).stream().flatMap(READER).toList();
    }

    @Override
    public List<ApiKey> of(Username account) {
        return table
                .scan(
                        TableForm.API_KEYS.index("account"),
                        new Range.Only(account.value()),
                        MOST_OF_ONE)
                .stream()
                .flatMap(READER)
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
                        .append("revoked_at", DocumentFields.date(key.revokedAt()))
                        .append("last_used_at", DocumentFields.date(key.lastUsedAt()));
        return switch (key.scope()) {
            case KeyScope.Everything _ -> document;
            case KeyScope.Channels(var ids) ->
                    document.append(
                            "channels", ids.stream().map(ChannelId::value).sorted().toList());
            case KeyScope.Client(String name) -> document.append("client", name);
        };
    }

    private static ApiKey toKey(DocumentFields fields) {
        return new ApiKey(
                fields.text("_id"),
                new Username(fields.text("account")),
                fields.time("account_made_at"),
                fields.text("name"),
                fields.text("hash"),
                fields.texts("roles").stream()
                        .map(Role::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                scope(fields),
                fields.time("created_at"),
                fields.time("expires_at"),
                fields.timeIfAny("revoked_at"),
                fields.timeIfAny("last_used_at"),
                fields.number("version"));
    }

    private static KeyScope scope(DocumentFields fields) {
        if (fields.document().containsKey("channels")) {
            return new KeyScope.Channels(
                    fields.texts("channels").stream()
                            .map(ChannelId::new)
                            .collect(Collectors.toUnmodifiableSet()));
        }
        String client = fields.textIfAny("client");
        return client == null ? KeyScope.everything() : new KeyScope.Client(client);
    }
}
