package dev.switchboard.application.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeAccessTokens;
import dev.switchboard.application.fakes.InMemoryAccounts;
import dev.switchboard.application.fakes.InMemoryKeptLogIns;
import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.RecordedActs;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.in.identity.KeepLogIns.Result;
import dev.switchboard.application.port.in.identity.KeepLogIns.Result.Granted;
import dev.switchboard.application.port.in.identity.ManageLogIns.Ended;
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

class LogInKeeperTest {

    private static final Username ANN = new Username("ann");
    private static final Duration FOREVER = Duration.ofDays(10_000);
    private static final Result REFUSED = new Result.Refused();
    private static final Duration IDLE = Duration.ofDays(7);

    private final MutableClock clock = new MutableClock();
    private final SequentialIds ids = new SequentialIds();
    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final InMemoryKeptLogIns kept = new InMemoryKeptLogIns();
    private final RecordedActs audit = new RecordedActs();
    private final LogInKeeper keeper =
            new LogInKeeper(
                    kept,
                    accounts,
                    new FakeAccessTokens(),
                    audit,
                    new IdentityModule.Settings(
                            Duration.ofDays(365),
                            IDLE,
                            Duration.ofDays(30),
                            Duration.ofSeconds(30)),
                    ids,
                    clock);
    private final AccountLogIns all =
            new AccountLogIns(
                    kept, accounts, new KnownAccounts(accounts, () -> 0), IDLE, ids, clock);

    @BeforeEach
    void open() {
        accounts.insert(
                new Account(
                        ANN, new Secret("hash"), Set.of(Role.AGENT), null, clock.instant(), "r-1"));
    }

    private Granted begin() {
        return (Granted) keeper.begin(ANN, "r-1", Mark.REFRESH_TOKEN, FOREVER);
    }

    private Granted renew(Granted last) {
        return (Granted) keeper.renew(last.refreshToken(), Mark.REFRESH_TOKEN, FOREVER);
    }

    @Test
    void bringsAnotherTokenWithEachRenewal() {
        Granted first = begin();
        Granted second = renew(first);
        Granted third = renew(second);

        assertThat(List.of(first, second, third))
                .extracting(one -> one.refreshToken().reveal())
                .doesNotHaveDuplicates()
                .allMatch(text -> text.matches("sbr_[0-9A-Za-z]{60}"));
        assertThat(third.endsAt()).isEqualTo(first.endsAt());
        assertThat(kept.of(ANN)).hasSize(1);
        assertThat(kept.of(ANN).toString())
                .doesNotContain(third.refreshToken().reveal(), second.refreshToken().reveal());
    }

    @Test
    void goesOnNoLongerWithoutARenewalThanWhoRenewsItAllows() {
        Duration idle = Duration.ofHours(2);
        Granted begun = begin();
        clock.advance(idle.minusMillis(1));
        Granted last = (Granted) keeper.renew(begun.refreshToken(), Mark.REFRESH_TOKEN, idle);
        clock.advance(idle);

        assertThat(keeper.renew(last.refreshToken(), Mark.REFRESH_TOKEN, idle)).isEqualTo(REFUSED);
        assertThat(kept.of(ANN)).isEmpty();
    }

    @Test
    void goesOnNoLongerThanItsBeginningAllows() {
        Granted shift =
                (Granted) keeper.begin(ANN, "r-1", Mark.REFRESH_TOKEN, Duration.ofHours(12));
        assertThat(shift.endsAt()).isEqualTo(clock.instant().plus(Duration.ofHours(12)));
        clock.advance(Duration.ofHours(11));
        Granted last = renew(shift);
        assertThat(last.endsAt()).isEqualTo(shift.endsAt());

        clock.advance(Duration.ofHours(1));

        assertThat(keeper.renew(last.refreshToken(), Mark.REFRESH_TOKEN, FOREVER))
                .isEqualTo(REFUSED);
        assertThat(begin().endsAt()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
    }

    @Test
    void tellsTheSameSuccessorAgainWhileItsAnswerMayHaveBeenLost() {
        Granted first = begin();
        Granted second = renew(first);

        clock.advance(Duration.ofSeconds(30));
        Granted again = renew(first);

        assertThat(again.refreshToken()).isEqualTo(second.refreshToken());
        assertThat(keeper.renew(again.refreshToken(), Mark.REFRESH_TOKEN, FOREVER))
                .isInstanceOf(Granted.class);
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void endsTheLogInWhenATokenIsShownLongAfterItsRenewal() {
        Granted first = begin();
        Granted second = renew(first);
        clock.advance(Duration.ofSeconds(30).plusMillis(1));

        assertThat(keeper.renew(first.refreshToken(), Mark.REFRESH_TOKEN, FOREVER))
                .isEqualTo(REFUSED);

        assertThat(keeper.renew(second.refreshToken(), Mark.REFRESH_TOKEN, FOREVER))
                .isEqualTo(REFUSED);
        assertThat(kept.of(ANN)).isEmpty();
        assertThat(keeper.reused()).isEqualTo(1);
        assertThat(audit.lines()).containsExactly("ann log_in.reused ann");
    }

    @Test
    void endsTheLogInWhenATokenIsShownWhoseSuccessorWasUsed() {
        Granted first = begin();
        Granted third = renew(renew(first));

        assertThat(keeper.renew(first.refreshToken(), Mark.REFRESH_TOKEN, FOREVER))
                .isEqualTo(REFUSED);

        assertThat(keeper.renew(third.refreshToken(), Mark.REFRESH_TOKEN, FOREVER))
                .isEqualTo(REFUSED);
        assertThat(keeper.reused()).isEqualTo(1);
    }

    @Test
    void leavesOtherLogInsOfTheAccountAlone() {
        Granted stolen = begin();
        Granted other = begin();
        renew(renew(stolen));

        keeper.renew(stolen.refreshToken(), Mark.REFRESH_TOKEN, FOREVER);

        assertThat(keeper.renew(other.refreshToken(), Mark.REFRESH_TOKEN, FOREVER))
                .isInstanceOf(Granted.class);
    }

    @Test
    void givesParallelCallersOneSuccessor() {
        Granted first = begin();

        List<Result> results =
                InParallel.results(
                        8, _ -> keeper.renew(first.refreshToken(), Mark.REFRESH_TOKEN, FOREVER));

        assertThat(results)
                .hasSize(8)
                .allMatch(Granted.class::isInstance)
                .extracting(result -> ((Granted) result).refreshToken())
                .containsOnly(renew(first).refreshToken());
    }

    @Test
    void endsWhenItIsIdleTooLong() {
        Granted first = begin();
        clock.advance(Duration.ofDays(7).minusMillis(1));
        Granted second = renew(first);

        clock.advance(Duration.ofDays(7));

        assertThat(keeper.renew(second.refreshToken(), Mark.REFRESH_TOKEN, FOREVER))
                .isEqualTo(REFUSED);
        assertThat(keeper.reused()).isZero();
    }

    @Test
    void endsHoweverOftenItIsRenewed() {
        Granted last = begin();
        for (int day = 0; day < 29; day++) {
            clock.advance(Duration.ofDays(1));
            last = renew(last);
        }

        clock.advance(Duration.ofDays(1));

        assertThat(last.endsAt()).isEqualTo(clock.instant());
        assertThat(keeper.renew(last.refreshToken(), Mark.REFRESH_TOKEN, FOREVER))
                .isEqualTo(REFUSED);
    }

    @Test
    void endsWithItsAccountAsItWas() {
        Granted before = begin();
        Account account = accounts.find(ANN).orElseThrow();

        accounts.replace(account.withPasswordHash(new Secret("other"), "r-2"), "r-1");

        assertThat(keeper.renew(before.refreshToken(), Mark.REFRESH_TOKEN, FOREVER))
                .isEqualTo(REFUSED);
        assertThat(keeper.begin(ANN, "r-1", Mark.REFRESH_TOKEN, FOREVER)).isEqualTo(REFUSED);
        Granted after = (Granted) keeper.begin(ANN, "r-2", Mark.REFRESH_TOKEN, FOREVER);
        accounts.remove(ANN);
        assertThat(keeper.renew(after.refreshToken(), Mark.REFRESH_TOKEN, FOREVER))
                .isEqualTo(REFUSED);
    }

    @Test
    void endsByALogOutAndAllOfThemTogether() {
        Granted one = begin();
        Granted other = begin();

        keeper.end(one.refreshToken());
        keeper.end(new Secret("nonsense"));

        assertThat(keeper.renew(one.refreshToken(), Mark.REFRESH_TOKEN, FOREVER))
                .isEqualTo(REFUSED);
        Granted next = renew(other);
        assertThat(all.endAll(ANN)).isEqualTo(Ended.DONE);
        assertThat(keeper.renew(next.refreshToken(), Mark.REFRESH_TOKEN, FOREVER))
                .isEqualTo(REFUSED);
        assertThat(accounts.find(ANN).orElseThrow().revision()).isNotEqualTo("r-1");
        assertThat(all.endAll(new Username("nobody"))).isEqualTo(Ended.UNKNOWN);
        assertThat(audit.lines()).containsExactly("ann log_out ann");
    }

    @Test
    void keepsFiftyOfAnAccountAndThoseThatWereRenewedLast() {
        Granted oldest = begin();
        for (int i = 0; i < LogInKeeper.MOST - 1; i++) {
            clock.advance(Duration.ofSeconds(1));
            begin();
        }
        Granted renewed = renew(oldest);

        clock.advance(Duration.ofSeconds(1));
        begin();

        assertThat(kept.of(ANN)).hasSize(LogInKeeper.MOST);
        assertThat(keeper.renew(renewed.refreshToken(), Mark.REFRESH_TOKEN, FOREVER))
                .isInstanceOf(Granted.class);
    }

    @Test
    void takesNothingElseForAToken() {
        String token = begin().refreshToken().reveal();

        for (String bad : List.of("", "sbr_", token + "0", token.replace("sbr_", "sbk_"))) {
            assertThat(keeper.renew(new Secret(bad), Mark.REFRESH_TOKEN, FOREVER))
                    .as(bad)
                    .isEqualTo(REFUSED);
        }

        assertThat(keeper.refused()).isEqualTo(4);
        assertThat(keeper.reused()).isZero();
    }

    /// The idle time of consoles is not that of other log-ins.
    @Test
    void goesOnOnlyWhereItsMarkIsTaken() {
        Granted shift =
                (Granted) keeper.begin(ANN, "r-1", Mark.CONSOLE_SESSION, Duration.ofHours(12));

        assertThat(keeper.renew(shift.refreshToken(), Mark.REFRESH_TOKEN, FOREVER))
                .isEqualTo(REFUSED);
        assertThat(keeper.renew(begin().refreshToken(), Mark.CONSOLE_SESSION, FOREVER))
                .isEqualTo(REFUSED);
        Granted next = (Granted) keeper.renew(shift.refreshToken(), Mark.CONSOLE_SESSION, FOREVER);
        keeper.end(next.refreshToken());
        assertThat(kept.of(ANN)).hasSize(1);
    }

    @Test
    void sweepsWhatIsOver() {
        begin();
        clock.advance(Duration.ofDays(7));
        keeper.sweep();

        assertThat(kept.of(ANN)).extracting(KeptLogIn::id).isEmpty();
    }

    @Test
    void isShownAsLongAsItCanBeRenewed() {
        Granted first = begin();
        clock.advance(Duration.ofDays(4));
        Granted second = begin();
        assertThat(shown()).hasSize(2);

        clock.advance(Duration.ofDays(4));
        assertThat(shown())
                .singleElement()
                .extracting(KeptLogIn::begunAt)
                .isEqualTo(clock.instant().minus(Duration.ofDays(4)));
        assertThat(renew(second)).isNotNull();
        assertThat(keeper.renew(first.refreshToken(), Mark.REFRESH_TOKEN, FOREVER))
                .isEqualTo(REFUSED);
        all.endAll(ANN);
        assertThat(shown()).isEmpty();
        assertThat(all.list(new Username("nobody"))).isEmpty();
    }

    private List<KeptLogIn> shown() {
        return all.list(ANN).orElseThrow();
    }
}
