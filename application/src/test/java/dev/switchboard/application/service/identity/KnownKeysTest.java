package dev.switchboard.application.service.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InMemoryAccounts;
import dev.switchboard.application.fakes.InMemoryApiKeys;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.in.identity.AccountStandings.Standing;
import dev.switchboard.application.port.in.identity.ManageApiKeys.Made;
import dev.switchboard.application.port.in.identity.ManageApiKeys.Revoked;
import dev.switchboard.application.port.in.identity.ManageApiKeys.Wanted;
import dev.switchboard.application.port.in.identity.ProveKey.Result;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.ApiKey;
import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.MarkedSecret;
import dev.switchboard.domain.identity.MarkedSecret.Mark;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two hubs on one store.
class KnownKeysTest {

    private static final Username SHOP = new Username("shop");

    private final Outage outage = new Outage();
    private final AtomicLong nanos = new AtomicLong();
    private final MutableClock clock = new MutableClock();
    private final SequentialIds ids = new SequentialIds();
    private final InMemoryAccounts accounts = new InMemoryAccounts(outage);
    private final InMemoryApiKeys keys = new InMemoryApiKeys(outage);
    private final KnownAccounts knownAccounts = new KnownAccounts(accounts, nanos::get);
    private final KnownKeys here = known();
    private final ApiKeyService service = service(here);
    private final ApiKeyService elsewhere = service(known());

    private KnownKeys known() {
        return new KnownKeys(keys, accounts, knownAccounts, clock, nanos::get);
    }

    private ApiKeyService service(KnownKeys known) {
        return new ApiKeyService(keys, accounts, known, Duration.ofDays(365), ids, clock);
    }

    @BeforeEach
    void open() {
        accounts.insert(account(Role.SERVICE, Role.AGENT));
    }

    private Account account(Role... roles) {
        return new Account(
                SHOP, new Secret("hash"), Set.of(roles), null, clock.instant(), ids.uuid());
    }

    private Made.Done make(@Nullable Instant expiresAt) {
        return (Made.Done)
                service.make(
                        SHOP,
                        new Wanted("a", Set.of(Role.SERVICE), KeyScope.everything(), expiresAt));
    }

    private String granted(Made.Done made) {
        return ((Result.Proven) here.prove(made.text().reveal())).grant();
    }

    private void pass(Duration time) {
        clock.advance(time);
        nanos.addAndGet(time.toNanos());
    }

    private void later(Duration time) {
        pass(time);
        knownAccounts.read();
        here.read();
    }

    private @Nullable Instant lastUse(Made.Done made) {
        return keys.find(List.of(made.key().id())).getFirst().lastUsedAt();
    }

    @Test
    void answersFromMemory() {
        String grant = granted(make(null));
        int reads = keys.reads();

        for (int i = 0; i < 100; i++) {
            assertThat(here.check("shop", grant)).isEqualTo(Standing.GOOD);
        }

        assertThat(keys.reads()).isEqualTo(reads);
    }

    @Test
    void knowsAtOnceWhatIsRevokedHereAndSoonWhatIsElsewhere() {
        Made.Done one = make(null);
        Made.Done other = make(null);
        String grantOfOne = granted(one);
        String grantOfOther = granted(other);

        assertThat(service.revoke(SHOP, one.key().id())).isEqualTo(Revoked.DONE);
        assertThat(elsewhere.revoke(SHOP, other.key().id())).isEqualTo(Revoked.DONE);

        assertThat(here.check("shop", grantOfOne)).isEqualTo(Standing.ENDED);
        later(KnownAccounts.READ_EVERY);
        assertThat(here.check("shop", grantOfOther)).isEqualTo(Standing.ENDED);
        assertThat(here.prove(other.text().reveal())).isEqualTo(new Result.Ended());
        assertThat(here.ended()).isEqualTo(1);
    }

    @Test
    void endsAtItsExpiryToTheMillisecond() {
        Made.Done made = make(clock.instant().plusSeconds(60));
        String grant = granted(made);

        later(Duration.ofSeconds(60).minusMillis(1));
        assertThat(here.check("shop", grant)).isEqualTo(Standing.GOOD);
        later(Duration.ofMillis(1));

        assertThat(here.check("shop", grant)).isEqualTo(Standing.ENDED);
        assertThat(here.prove(made.text().reveal())).isEqualTo(new Result.Ended());
        assertThat(service.list(SHOP)).contains(List.of());
    }

    @Test
    void endsWhatWasGrantedToAnAccountAsItWasButNotTheKey() {
        Made.Done made = make(null);
        String grant = granted(made);
        Account before = accounts.find(SHOP).orElseThrow();

        accounts.replace(
                before.withPasswordHash(new Secret("other"), ids.uuid()), before.revision());
        knownAccounts.read();

        assertThat(here.check("shop", grant)).isEqualTo(Standing.ENDED);
        assertThat(here.check("shop", granted(made))).isEqualTo(Standing.GOOD);
    }

    @Test
    void isNoKeyOfALaterAccountOfTheSameName() {
        Made.Done made = make(null);
        accounts.remove(SHOP);
        clock.advance(Duration.ofMillis(1));
        accounts.insert(account(Role.SERVICE, Role.ADMIN));

        assertThat(here.prove(made.text().reveal())).isEqualTo(new Result.Ended());
        assertThat(service.list(SHOP)).contains(List.of());
        assertThat(service.revoke(SHOP, made.key().id())).isEqualTo(Revoked.UNKNOWN);
    }

    @Test
    void isNoKeyWithAnotherSecret() {
        Made.Done made = make(null);
        ApiKey key = made.key();
        keys.replace(
                new ApiKey(
                        key.id(),
                        key.account(),
                        key.accountMadeAt(),
                        key.label(),
                        "another hash",
                        key.roles(),
                        key.scope(),
                        key.createdAt(),
                        key.expiresAt(),
                        null,
                        null,
                        2),
                1);

        assertThat(here.prove(made.text().reveal())).isEqualTo(new Result.Unknown());
        assertThat(here.unknown()).isEqualTo(1);
    }

    @Test
    void notesTheLastUseOnceAMinuteAndWithoutTheCaller() {
        Made.Done made = make(null);
        String grant = granted(made);
        assertThat(lastUse(made)).isNull();

        later(KnownAccounts.READ_EVERY);
        Instant first = lastUse(made);
        here.check("shop", grant);
        later(Duration.ofSeconds(30));
        long version = keys.find(List.of(made.key().id())).getFirst().version();
        here.check("shop", grant);
        later(Duration.ofSeconds(1));

        assertThat(first).isNotNull();
        assertThat(keys.find(List.of(made.key().id())).getFirst().version()).isEqualTo(version);
        later(Duration.ofMinutes(1));
        here.check("shop", grant);
        later(KnownAccounts.READ_EVERY);
        assertThat(lastUse(made)).isAfter(first);
    }

    @Test
    void saysWhatWasSoWhileTheStoreIsAwayAndNobodyIsNew() {
        String grant = granted(make(null));
        Made.Done unused = make(null);
        later(Duration.ofSeconds(1));

        outage.begin();

        assertThat(here.check("shop", grant)).isEqualTo(Standing.GOOD);
        pass(KnownAccounts.USABLE.plusMillis(1));
        assertThat(here.check("shop", grant)).isEqualTo(Standing.WAS_GOOD);
        assertThatThrownBy(() -> here.prove(unused.text().reveal()))
                .isInstanceOf(StoreUnavailableException.class);
        outage.end();
        assertThat(here.check("shop", grant)).isEqualTo(Standing.GOOD);
    }

    @Test
    void remembersNoMoreThanItsBound() {
        ApiKey like = make(null).key();
        Instant madeAt = accounts.find(SHOP).orElseThrow().createdAt();
        for (int i = 0; i < KnownKeys.MOST + 50; i++) {
            MarkedSecret text =
                    MarkedSecret.of(Mark.API_KEY, ids.secretBytes(8), ids.secretBytes(32));
            keys.insert(
                    new ApiKey(
                            text.id(),
                            SHOP,
                            madeAt,
                            "a",
                            text.hash(),
                            like.roles(),
                            like.scope(),
                            like.createdAt(),
                            like.expiresAt(),
                            null,
                            null,
                            1));
            assertThat(here.prove(text.whole().reveal())).isInstanceOf(Result.Proven.class);
        }

        assertThat(here.inUse()).isEqualTo(KnownKeys.MOST);
        later(Duration.ofMinutes(11));
        assertThat(here.inUse()).isZero();
    }

    @Test
    void forgetsRevokedKeysAfterAMonth() {
        Made.Done made = make(null);
        service.revoke(SHOP, made.key().id());

        clock.advance(Duration.ofDays(29));
        service.sweep();
        assertThat(keys.find(List.of(made.key().id()))).hasSize(1);
        clock.advance(Duration.ofDays(1));
        service.sweep();

        assertThat(keys.find(List.of(made.key().id()))).isEmpty();
        assertThat(here.prove(made.text().reveal())).isEqualTo(new Result.Unknown());
    }
}
