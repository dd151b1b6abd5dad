package dev.switchboard.adapter.out.persistence.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.switchboard.application.port.out.audit.AuditCursor;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.application.port.out.identity.KeptLogIns;
import dev.switchboard.application.port.out.upstream.TokenVault;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Head;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.AuditFilter;
import dev.switchboard.domain.audit.Intent;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.ApiKey;
import dev.switchboard.domain.identity.KeptLogIn;
import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;

/// Who may do what, and who did: accounts, keys, log-ins, channels, the audit.
record KeptAccess(BeanFactory store, String mark, Instant now) implements KeptRoom {

    /// bcrypt of [KeptRelease#PASSWORD]
    private static final Secret HASH =
            new Secret("{bcrypt}$2a$04$BTc2GBMqK0fEdftff902keZNVuK7loBpU3UPqKkVc4I4PQS0EbTqO");

    @Override
    public void write() {
        Accounts accounts = store.getBean(Accounts.class);
        accounts().forEach(accounts::insert);
        store.getBean(ApiKeys.class).insert(key());
        store.getBean(KeptLogIns.class).insert(logIn());
        store.getBean(TokenVault.class).keep("desk." + mark, token());
        ChannelRegistry channels = store.getBean(ChannelRegistry.class);
        channels.insert(fresh());
        channels.replace(channel(), fresh().revision());
        AuditLog audit = store.getBean(AuditLog.class);
        audit.begin(intent("done"));
        AuditEntry entry = audit.append(intent("done").as(Outcome.DONE, "ADMIN"), "done-" + mark);
        audit.append(refusal(), null);
        audit.begin(intent("open"));
        store.getBean(AuditCursor.class).move(entry.id());
    }

    @Override
    public void read() {
        Accounts accounts = store.getBean(Accounts.class);
        assertThat(accounts.list()).containsAll(accounts());
        assertThat(accounts.find(name("ann"))).contains(agent());
        assertThat(store.getBean(ApiKeys.class).find(List.of(key().id()))).containsExactly(key());
        assertThat(store.getBean(KeptLogIns.class).of(name("ann"))).containsExactly(logIn());
        assertThat(store.getBean(TokenVault.class).find("desk." + mark)).contains(token());
        ChannelRegistry channels = store.getBean(ChannelRegistry.class);
        assertThat(channels.find(channel().id())).contains(channel());
        assertThat(channels.query(ChannelFilter.ALL, null, 100)).contains(channel());
        readAudit(store.getBean(AuditLog.class));
    }

    private void readAudit(AuditLog audit) {
        AuditFilter filter = new AuditFilter("admin-" + mark, null, null, null, null);
        assertThat(audit.list(filter, null, 10, 1000).entries())
                .extracting(AuditEntry::action, AuditEntry::outcome, AuditEntry::detail)
                .containsExactly(
                        tuple("account.remove", Outcome.REFUSED, "«not» allowed"),
                        tuple("account.create", Outcome.DONE, "ADMIN"));
        Head head = Head.NONE;
        for (AuditEntry entry : audit.after(null, 100)) {
            assertThat(entry.isSound()).isTrue();
            assertThat(entry.previous()).isEqualTo(head.hash());
            head = entry.head();
        }
        assertThat(audit.begun(100)).contains(intent("open")).doesNotContain(intent("done"));
        assertThat(store.getBean(AuditCursor.class).last()).isPresent();
    }

    private Username name(String name) {
        return new Username(name + "-" + mark);
    }

    private List<Account> accounts() {
        return List.of(
                new Account(name("admin"), HASH, Set.of(Role.ADMIN), null, now, "r-1"),
                new Account(name("yalo"), HASH, Set.of(Role.YALO), null, now, "r-1", "shop.eu"),
                agent());
    }

    private Account agent() {
        OrgIdentity identity = new OrgIdentity("12345", 67_890);
        Set<Role> roles = Set.of(Role.AGENT, Role.SUPERVISOR);
        return new Account(name("ann"), HASH, roles, identity, now, "r-2");
    }

    private ApiKey key() {
        return new ApiKey(
                "key-" + mark,
                name("yalo"),
                now,
                "nightly job",
                "hash-of-a-key",
                Set.of(Role.YALO),
                new KeyScope.Channels(Set.of(channel().id())),
                now,
                now.plus(Duration.ofDays(365)),
                null,
                now,
                1);
    }

    private KeptLogIn logIn() {
        return new KeptLogIn(
                "log-in-" + mark,
                name("ann"),
                "r-2",
                "hash-2",
                "hash-1",
                "salt",
                now,
                now.plusSeconds(5),
                now.plus(Duration.ofDays(30)),
                2);
    }

    private TokenVault.Kept token() {
        return new TokenVault.Kept(
                new Secret("a token of an upstream"), now, now.plus(Duration.ofDays(2)));
    }

    private Channel fresh() {
        Metadata metadata =
                Metadata.of(
                        Map.of(
                                Metadata.ENDPOINT_URL,
                                new JsonString("https://slack.example/" + mark)));
        ChannelProfile profile =
                new ChannelProfile("Slack «" + mark + "»", "Sends", metadata, List.of("slack"));
        return Channel.register(new ChannelId("slack-" + mark), profile, secret(1), now);
    }

    /// With two secrets, of which one expires.
    private Channel channel() {
        return fresh().rotateSecret(secret(2), now.plusSeconds(1), Duration.ofDays(7));
    }

    private SigningSecret secret(int number) {
        Secret text = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKY" + number + "=");
        return new SigningSecret("secret-" + number, text, now, null);
    }

    private Intent intent(String name) {
        return new Intent(
                name + "-" + mark,
                now,
                "admin-" + mark,
                "account.create",
                "ann-" + mark,
                "192.0.2.7",
                "req-1");
    }

    private Draft refusal() {
        return new Draft(
                now.plusSeconds(1),
                "admin-" + mark,
                "account.remove",
                "ann-" + mark,
                "«not» allowed",
                Outcome.REFUSED,
                "192.0.2.7",
                "req-2");
    }
}
