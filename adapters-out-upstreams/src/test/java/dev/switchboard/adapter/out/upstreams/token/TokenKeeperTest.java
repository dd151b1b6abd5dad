package dev.switchboard.adapter.out.upstreams.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.upstreams.token.TokenKeeper.Permit;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.InMemoryTokenVault;
import dev.switchboard.application.fakes.LogLines;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.port.out.upstream.TokenVault;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokenKeeperTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension final LogLines lines = LogLines.of(TokenKeeper.class);

    private final MutableClock clock = new MutableClock();
    private final FakeTimer timer = new FakeTimer(clock);
    private final Outage outage = new Outage();
    private final TokenVault vault = new InMemoryTokenVault(outage);
    private final Queue<TokenResult> script = new ArrayDeque<>();
    private final List<Instant> minted = new ArrayList<>();
    private int processes;
    private final TokenKeeper keeper = keeper();

    private KeptTokens kept() {
        processes++;
        return new KeptTokens(vault, "bot", "hub-" + processes);
    }

    /// A keeper in a process of its own.
    private TokenKeeper keeper() {
        return new TokenKeeper(this::mint, kept(), clock, timer, Runnable::run);
    }

    private TokenResult mint() {
        minted.add(clock.instant());
        TokenResult scripted = script.poll();
        return scripted == null ? token("t" + minted.size(), HOUR) : scripted;
    }

    private static TokenResult token(String text, Duration life) {
        return new TokenResult.Minted(new Secret(text), life);
    }

    private static TokenResult failure(@Nullable Duration retryAfter) {
        return new TokenResult.Failed("status 503", retryAfter);
    }

    private static String nameOf(Permit permit) {
        return switch (permit) {
            case Permit.Granted(Kept token) -> token.token().reveal();
            case Permit.Wait(Instant until) -> "wait until " + until;
        };
    }

    private Kept granted() {
        return switch (keeper.permit()) {
            case Permit.Granted(Kept token) -> token;
            case Permit.Wait wait -> throw new AssertionError(wait);
        };
    }

    private String waiting(Duration duration) {
        return "wait until " + clock.instant().plus(duration);
    }

    /// The fields that operators search by, but never the token.
    @Test
    void tellsOperatorsOfEachChangeInFields() {
        script.add(failure(null));
        keeper.start();
        clock.advance(Duration.ofSeconds(1));
        keeper.refuse(granted());

        assertThat(lines.all())
                .extracting(LogLines.Line::fields)
                .containsExactly(
                        Map.of("action", "token_missing", "system", "bot", "cause", "status 503"),
                        Map.of(
                                "action",
                                "token_minted",
                                "system",
                                "bot",
                                "until",
                                clock.instant().plus(HOUR).toString()),
                        Map.of("action", "token_refused", "system", "bot"));
        assertThat(lines.all())
                .extracting(LogLines.Line::message)
                .noneMatch(it -> it.contains("t2"));
    }

    @Nested
    class AtTheStart {

        @Test
        void mintsAndKeepsTheToken() {
            keeper.start();

            assertThat(nameOf(keeper.permit())).isEqualTo("t1");
            assertThat(keeper.condition()).isEqualTo(TokenKeeper.Condition.HELD);
            assertThat(kept().newerThan(null, clock.instant()))
                    .contains(
                            new Kept(
                                    new Secret("t1"), clock.instant(), clock.instant().plus(HOUR)));
        }

        @Test
        void takesTheTokenOfTheStartBefore() {
            keeper.start();
            TokenKeeper restarted = keeper();

            restarted.start();

            assertThat(nameOf(restarted.permit())).isEqualTo("t1");
            assertThat(minted).hasSize(1);
        }

        @Test
        void mintsWhereTheKeptTokenIsAlmostOver() {
            keeper.start();
            script.add(failure(Duration.ofMinutes(10)));
            clock.advance(HOUR.minusSeconds(30));
            TokenKeeper restarted = keeper();

            restarted.start();

            assertThat(nameOf(restarted.permit())).isEqualTo("t" + minted.size());
        }

        @Test
        void needsNoStore() {
            outage.begin();

            keeper.start();

            assertThat(nameOf(keeper.permit())).isEqualTo("t1");
        }

        @Test
        void triesAgainAfterGrowingPauses() {
            for (int i = 0; i < 6; i++) {
                script.add(failure(null));
            }
            Instant begun = clock.instant();

            keeper.start();
            clock.advance(Duration.ofSeconds(171));

            assertThat(minted)
                    .extracting(at -> Duration.between(begun, at).toSeconds())
                    .containsExactly(0L, 1L, 6L, 21L, 51L, 111L, 171L);
            assertThat(nameOf(keeper.permit())).isEqualTo("t7");
        }

        @Test
        void waitsAsLongAsThePeerAsks() {
            script.add(failure(Duration.ofSeconds(20)));

            keeper.start();

            assertThat(nameOf(keeper.permit())).isEqualTo(waiting(Duration.ofSeconds(20)));
            assertThat(keeper.condition()).isEqualTo(TokenKeeper.Condition.MISSING);
        }

        @Test
        void outlivesABugOfTheMint() {
            TokenKeeper broken =
                    new TokenKeeper(
                            () -> {
                                throw new IllegalStateException("bug");
                            },
                            kept(),
                            clock,
                            timer,
                            task -> {
                                try {
                                    task.run();
                                } catch (IllegalStateException _) {
                                    minted.add(clock.instant());
                                }
                            });

            broken.start();

            assertThat(nameOf(broken.permit())).isEqualTo(waiting(Duration.ofSeconds(1)));
            assertThat(minted).isNotEmpty();
        }
    }

    @Nested
    class BeforeTheEndOfAToken {

        @Test
        void renewsAMinuteAhead() {
            keeper.start();
            Instant begun = clock.instant();

            clock.advance(HOUR.minusMinutes(1).minusMillis(1));
            assertThat(minted).hasSize(1);
            clock.advance(Duration.ofMillis(1));

            assertThat(minted).hasSize(2).last().isEqualTo(begun.plus(HOUR).minusSeconds(60));
            assertThat(nameOf(keeper.permit())).isEqualTo("t2");
        }

        @Test
        void renewsNoMoreThanOnceAMinute() {
            script.add(token("short", Duration.ofSeconds(70)));
            Instant begun = clock.instant();

            keeper.start();
            clock.advance(Duration.ofMinutes(2));

            assertThat(minted).containsExactly(begun, begun.plusSeconds(60));
        }

        @Test
        void goesOnWithTheOldTokenWhileRenewalFails() {
            keeper.start();
            script.add(failure(null));

            clock.advance(HOUR.minusMinutes(1));

            assertThat(nameOf(keeper.permit())).isEqualTo("t1");
            clock.advance(Duration.ofSeconds(1));
            assertThat(nameOf(keeper.permit())).isEqualTo("t3");
        }

        @Test
        void takesTheTokenThatAnotherNodeMinted() {
            keeper.start();
            clock.advance(Duration.ofMinutes(30));
            keeper().start();
            TokenKeeper other = keeper();
            other.start();
            Kept used = granted();
            other.replace(used);

            clock.advance(Duration.ofMinutes(29));

            assertThat(minted).hasSize(2);
            assertThat(nameOf(keeper.permit())).isEqualTo("t2");
        }
    }

    @Nested
    class WhenATokenIsRefused {

        @Test
        void mintsOnceForAllWhoWereRefused() {
            keeper.start();
            Kept used = granted();

            Permit first = keeper.replace(used);
            Permit second = keeper.replace(used);

            assertThat(nameOf(first)).isEqualTo("t2");
            assertThat(nameOf(second)).isEqualTo("t2");
            assertThat(minted).hasSize(2);
        }

        @Test
        void letsOthersGoOnWithItIfItMayBeGood() {
            keeper.start();
            Kept used = granted();
            script.add(failure(Duration.ofSeconds(40)));

            assertThat(nameOf(keeper.renew(used))).isEqualTo("t1");
            assertThat(nameOf(keeper.renew(used))).isEqualTo("t1");
            assertThat(nameOf(keeper.permit())).isEqualTo("t1");
            assertThat(minted).hasSize(2);

            clock.advance(Duration.ofSeconds(40));
            assertThat(nameOf(keeper.renew(used))).isEqualTo("t3");
            assertThat(nameOf(keeper.renew(used))).isEqualTo("t3");
        }

        @Test
        void waitsWhereNoOtherTokenCanBeHad() {
            keeper.start();
            script.add(failure(null));

            Permit permit = keeper.replace(granted());

            assertThat(nameOf(permit)).isEqualTo(waiting(Duration.ofSeconds(1)));
            assertThat(nameOf(keeper.permit())).isEqualTo(waiting(Duration.ofSeconds(1)));
        }

        @Test
        void doesNotMintWithinTheBackOff() {
            keeper.start();
            Kept used = granted();
            script.add(failure(Duration.ofSeconds(40)));
            keeper.replace(used);

            Permit permit = keeper.replace(used);

            assertThat(nameOf(permit)).isEqualTo(waiting(Duration.ofSeconds(40)));
            assertThat(minted).hasSize(2);
        }
    }

    @Nested
    class WhenTheNewTokenIsRefusedToo {

        private final Duration pause = Duration.ofMinutes(5);

        private void refuseTwice() {
            keeper.start();
            keeper.replace(granted());
            keeper.refuse(granted());
        }

        @Test
        void letsEverybodyWaitForFiveMinutes() {
            refuseTwice();

            assertThat(nameOf(keeper.permit())).isEqualTo(waiting(pause));
            assertThat(keeper.condition()).isEqualTo(TokenKeeper.Condition.REFUSED);
            assertThat(keeper.held()).isEmpty();
            assertThat(minted).hasSize(2);
        }

        @Test
        void triesAnotherTokenEveryFiveMinutes() {
            refuseTwice();

            for (int i = 0; i < 3; i++) {
                clock.advance(pause);
                keeper.replace(granted());
            }

            assertThat(minted).hasSize(5);
            assertThat(keeper.condition()).isEqualTo(TokenKeeper.Condition.REFUSED);
        }

        @Test
        void countsManyRefusalsOfOneTokenAsOne() {
            refuseTwice();
            clock.advance(pause);
            Kept trial = granted();

            keeper.replace(trial);
            clock.advance(Duration.ofMinutes(1));
            Permit late = keeper.replace(trial);

            assertThat(nameOf(late)).isEqualTo(waiting(pause.minusMinutes(1)));
        }

        @Test
        void isItselfAgainOnceAMessageIsTaken() {
            refuseTwice();
            clock.advance(pause);

            keeper.confirm(granted());

            assertThat(keeper.condition()).isEqualTo(TokenKeeper.Condition.HELD);
        }
    }
}
