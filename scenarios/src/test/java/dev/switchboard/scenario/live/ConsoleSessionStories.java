package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeAccessTokens;
import dev.switchboard.application.fakes.FakePasswords;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.RecordedActs;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.in.identity.AccountStandings.Standing;
import dev.switchboard.application.port.in.identity.KeepLogIns;
import dev.switchboard.application.port.in.identity.KeepLogIns.Result;
import dev.switchboard.application.port.in.identity.KeepLogIns.Result.Granted;
import dev.switchboard.application.port.in.identity.ManageLogIns;
import dev.switchboard.application.port.in.identity.ManageLogIns.Ended;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.service.identity.IdentityModule;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.KeptLogIn;
import dev.switchboard.domain.identity.MarkedSecret.Mark;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A session of the console at two hubs of one store. Its cookie is a refresh token, which any of
/// them takes; the balancer may choose another one each time.
abstract class ConsoleSessionStories {

    private static final Username ANN = new Username("ann");
    private static final Duration SHIFT = Duration.ofHours(12);
    private static final Duration IDLE = Duration.ofHours(2);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final MutableClock clock = new MutableClock();
    private final SequentialIds ids = new SequentialIds();
    private final RecordedActs audit = new RecordedActs();
    private final Accounts accounts;
    private final IdentityModule one;
    private final IdentityModule other;

    /// @param first what the first hub stores; its accounts are empty
    /// @param second the same as the second hub sees it
    ConsoleSessionStories(IdentityModule.Stores first, IdentityModule.Stores second) {
        accounts = first.accounts();
        one = hub(first);
        other = hub(second);
    }

    private IdentityModule hub(IdentityModule.Stores stores) {
        return new IdentityModule(
                stores,
                new FakePasswords(),
                new FakeAccessTokens(),
                audit,
                new IdentityModule.Settings(
                        Duration.ofDays(365), Duration.ofDays(7), Duration.ofDays(30), GRACE),
                ids,
                clock,
                () -> clock.millis() * 1_000_000);
    }

    @BeforeEach
    void annHasAnAccount() {
        Secret hash = new FakePasswords().hash(new Secret("secret"));
        accounts.insert(new Account(ANN, hash, Set.of(Role.AGENT), null, clock.instant(), "r-1"));
        List.of(one, other).forEach(IdentityModule::refresh);
    }

    private static KeepLogIns sessions(IdentityModule hub) {
        return hub.logIns().keep();
    }

    private static ManageLogIns all(IdentityModule hub) {
        return hub.logIns().manage();
    }

    private static Secret signIn(IdentityModule hub) {
        Result begun = sessions(hub).begin(ANN, "r-1", Mark.CONSOLE_SESSION, SHIFT);
        return ((Granted) begun).refreshToken();
    }

    private static Result tried(IdentityModule hub, Secret cookie) {
        return sessions(hub).renew(cookie, Mark.CONSOLE_SESSION, IDLE);
    }

    private static Secret renewed(IdentityModule hub, Secret cookie) {
        Result result = tried(hub, cookie);
        assertThat(result).isInstanceOf(Granted.class);
        return ((Granted) result).refreshToken();
    }

    private void isOverWith(Secret cookie) {
        for (IdentityModule hub : List.of(one, other)) {
            assertThat(tried(hub, cookie)).isEqualTo(new Result.Refused());
        }
    }

    @Test
    void goesOnAtTheOtherHubAndBack() {
        Secret first = signIn(one);

        Secret second = renewed(other, first);
        Secret third = renewed(one, second);

        assertThat(Set.of(first, second, third)).hasSize(3);
        for (IdentityModule hub : List.of(one, other)) {
            assertThat(all(hub).list(ANN).orElseThrow())
                    .singleElement()
                    .extracting(KeptLogIn::account)
                    .isEqualTo(ANN);
        }
    }

    /// The page did not get the first answer.
    @Test
    void getsTheSameSuccessorAtTheOtherHubForAWhile() {
        Secret first = signIn(one);
        Secret second = renewed(one, first);

        clock.advance(GRACE);

        assertThat(renewed(other, first)).isEqualTo(second);
        assertThat(renewed(one, second)).isNotEqualTo(second);
    }

    @Test
    void isOverAtBothAfterASignOutAtOne() {
        Secret first = signIn(one);
        Secret second = renewed(other, first);

        sessions(one).end(second);

        isOverWith(second);
        isOverWith(first);
        assertThat(audit.lines()).containsExactly("ann log_out ann");
    }

    @Test
    void isOverAtBothWhenAReplacedCookieIsShownAtOne() {
        Secret first = signIn(one);
        Secret second = renewed(one, first);
        clock.advance(GRACE.plusMillis(1));

        assertThat(tried(other, first)).isEqualTo(new Result.Refused());

        isOverWith(second);
        assertThat(audit.lines()).containsExactly("ann log_in.reused ann");
    }

    @Test
    void isOverAtBothWhenItWasIdleTooLongAtBoth() {
        Secret cookie = signIn(one);
        clock.advance(IDLE.minusMillis(1));
        Secret next = renewed(other, cookie);

        clock.advance(IDLE);

        isOverWith(next);
    }

    @Test
    void isOverAtBothWhenSomebodyEndsItAtOne() {
        Secret cookie = signIn(one);
        Secret kept = signIn(other);
        KeptLogIn shown =
                all(other).list(ANN).orElseThrow().stream()
                        .filter(it -> cookie.reveal().contains(it.id()))
                        .findFirst()
                        .orElseThrow();

        assertThat(all(other).end(ANN, shown.id())).isEqualTo(Ended.DONE);

        isOverWith(cookie);
        assertThat(tried(one, kept)).isInstanceOf(Granted.class);
    }

    /// With its access tokens, which the other hub checks by what it read last.
    @Test
    void isOverAtBothWhenAllOfTheAccountEndAtOne() {
        Secret cookie = signIn(one);
        assertThat(other.standings().check("ann", "r-1")).isEqualTo(Standing.GOOD);

        assertThat(all(one).endAll(ANN)).isEqualTo(Ended.DONE);

        isOverWith(cookie);
        assertThat(one.standings().check("ann", "r-1")).isEqualTo(Standing.ENDED);
        clock.advance(IdentityModule.REFRESH_EVERY);
        other.refresh();
        assertThat(other.standings().check("ann", "r-1")).isEqualTo(Standing.ENDED);
    }
}
