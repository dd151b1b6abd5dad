package dev.switchboard.adapter.out.upstreams.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.upstreams.token.KeptTokens.Turn;
import dev.switchboard.adapter.out.upstreams.token.TokenKeeper.Permit;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.InMemoryTokenVault;
import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.port.out.upstream.TokenVault;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Several hubs, one store.
class HubsThatShareATokenTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final MutableClock clock = new MutableClock();
    private final FakeTimer timer = new FakeTimer(clock);
    private final Outage outage = new Outage();
    private final InterruptedVault vault = new InterruptedVault(new InMemoryTokenVault(outage));
    private final List<Instant> minted = new CopyOnWriteArrayList<>();
    private final Queue<TokenResult> script = new ArrayDeque<>();
    private final Queue<Runnable> whileMinting = new ArrayDeque<>();
    private final TokenKeeper one = hub("hub-1");
    private final TokenKeeper two = hub("hub-2");

    /// Runs an action just before a request for the lease, and counts the requests.
    private static final class InterruptedVault implements TokenVault {
        private final TokenVault vault;
        private final Queue<Runnable> beforeLease = new ArrayDeque<>();
        private int asked;

        InterruptedVault(TokenVault vault) {
            this.vault = vault;
        }

        @Override
        public Optional<Kept> find(String name) {
            return vault.find(name);
        }

        @Override
        public void keep(String name, Kept token) {
            vault.keep(name, token);
        }

        @Override
        public Lease lease(String name, String holder, Instant now, Duration length) {
            asked++;
            run(beforeLease.poll());
            return vault.lease(name, holder, now, length);
        }

        @Override
        public void release(String name, String holder) {
            vault.release(name, holder);
        }
    }

    private static void run(@Nullable Runnable task) {
        if (task != null) {
            task.run();
        }
    }

    private KeptTokens kept(TokenVault tokens, String process) {
        return new KeptTokens(tokens, "bot", process);
    }

    private TokenKeeper hub(String process) {
        return new TokenKeeper(this::mint, kept(vault, process), clock, timer, Runnable::run);
    }

    private TokenResult mint() {
        minted.add(clock.instant());
        int number = minted.size();
        run(whileMinting.poll());
        TokenResult scripted = script.poll();
        return scripted == null ? new TokenResult.Minted(new Secret("t" + number), HOUR) : scripted;
    }

    /// Kills a process while it gets a token.
    private void killWhileMinting(String process) {
        assertThat(kept(vault, process).next(null, clock.instant())).isEqualTo(new Turn.Ours());
    }

    private static String nameOf(Permit permit) {
        return switch (permit) {
            case Permit.Granted(Kept token) -> token.token().reveal();
            case Permit.Wait(Instant until) -> "wait until " + until;
        };
    }

    private String waiting(Duration duration) {
        return "wait until " + clock.instant().plus(duration);
    }

    private void startBoth() {
        one.start();
        two.start();
        clock.advance(Duration.ofMinutes(10));
    }

    @Nested
    class WithoutAToken {

        @Test
        void letOneMintWhileTheOtherWaits() {
            whileMinting.add(two::start);

            one.start();

            assertThat(nameOf(one.permit())).isEqualTo("t1");
            assertThat(nameOf(two.permit())).isEqualTo(waiting(LOOK));
            assertThat(two.condition()).isEqualTo(TokenKeeper.Condition.MISSING);
            clock.advance(LOOK);
            assertThat(nameOf(two.permit())).isEqualTo("t1");
            assertThat(minted).hasSize(1);
        }

        @Test
        void letOneMintHoweverManyStartAtOnce() {
            List<TokenKeeper> hubs =
                    InParallel.results(
                            8,
                            number -> {
                                TokenKeeper hub =
                                        new TokenKeeper(
                                                HubsThatShareATokenTest.this::mint,
                                                kept(vault.vault, "hub-" + (10 + number)),
                                                clock,
                                                timer,
                                                Runnable::run);
                                hub.start();
                                return hub;
                            });
            clock.advance(LOOK);

            assertThat(hubs).extracting(hub -> nameOf(hub.permit())).containsOnly("t1").hasSize(8);
            assertThat(minted).hasSize(1);
        }

        @Test
        void takeTheTokenThatWasKeptJustBeforeTheLeaseWasTheirs() {
            vault.beforeLease.add(one::start);

            two.start();

            assertThat(nameOf(two.permit())).isEqualTo("t1");
            assertThat(minted).hasSize(1);
        }

        @Test
        void takeATokenThatLivesForSecondsOnly() {
            script.add(new TokenResult.Minted(new Secret("short"), Duration.ofSeconds(30)));
            whileMinting.add(two::start);

            one.start();
            clock.advance(LOOK);

            assertThat(nameOf(two.permit())).isEqualTo("short");
            assertThat(minted).hasSize(1);
        }

        @Test
        void holdNoLeaseOnceTheyFoundAToken() {
            vault.beforeLease.add(one::start);
            two.start();

            Turn next = kept(vault, "hub-3").next(one.held().orElseThrow(), clock.instant());

            assertThat(next).isEqualTo(new Turn.Ours());
        }

        @Test
        void lookOnceASecondHoweverManyMessagesWait() {
            killWhileMinting("hub-1");
            two.start();
            int before = vault.asked;

            for (int i = 0; i < 100; i++) {
                assertThat(nameOf(two.permit())).isEqualTo(waiting(LOOK));
            }

            assertThat(vault.asked).isEqualTo(before);
            clock.advance(LOOK);
            assertThat(vault.asked).isEqualTo(before + 1);
        }
    }

    @Nested
    class WhoseTokenIsRefused {

        @Test
        void letOneMintWhileTheOtherWaits() {
            startBoth();
            Kept refused = two.held().orElseThrow();
            Queue<String> answers = new ArrayDeque<>();
            whileMinting.add(() -> answers.add(nameOf(two.replace(refused))));

            Permit first = one.replace(refused);

            assertThat(nameOf(first)).isEqualTo("t2");
            assertThat(answers).containsExactly(waiting(LOOK));
            clock.advance(LOOK);
            assertThat(nameOf(two.permit())).isEqualTo("t2");
            assertThat(minted).hasSize(2);
        }

        @Test
        void takeTheNewerTokenThatIsThere() {
            startBoth();
            Kept refused = two.held().orElseThrow();
            one.replace(refused);

            Permit second = two.replace(refused);

            assertThat(nameOf(second)).isEqualTo("t2");
            assertThat(minted).hasSize(2);
        }
    }

    @Nested
    class WhoseTokenEnds {

        @Test
        void renewItOnce() {
            startBoth();

            clock.advance(HOUR);

            assertThat(nameOf(one.permit())).isEqualTo("t2");
            assertThat(nameOf(two.permit())).isEqualTo("t2");
            assertThat(minted).hasSize(2);
        }

        @Test
        void goOnWithItWhileAnotherRenewsIt() {
            startBoth();
            Kept held = two.held().orElseThrow();
            clock.advance(HOUR.minusMinutes(11).minus(MOMENT));
            assertThat(kept(vault, "hub-3").next(held, clock.instant())).isEqualTo(new Turn.Ours());

            clock.advance(LOOK);

            assertThat(nameOf(two.permit())).isEqualTo("t1");
            assertThat(minted).hasSize(1);
        }
    }

    @Nested
    class OneOfWhich {

        @Test
        void wasKilledWhileItMinted() {
            killWhileMinting("hub-1");
            two.start();

            clock.advance(KeptTokens.LEASE.minus(MOMENT));
            assertThat(minted).isEmpty();
            clock.advance(LOOK);

            assertThat(nameOf(two.permit())).isEqualTo("t1");
            assertThat(minted).hasSize(1);
        }

        @Test
        void gotNoTokenLetsTheOtherTry() {
            script.add(new TokenResult.Failed("status 503", Duration.ofSeconds(40)));
            whileMinting.add(two::start);

            one.start();
            clock.advance(LOOK);

            assertThat(nameOf(two.permit())).isEqualTo("t2");
            assertThat(nameOf(one.permit())).isEqualTo(waiting(Duration.ofSeconds(39)));
            clock.advance(Duration.ofSeconds(39));
            assertThat(nameOf(one.permit())).isEqualTo("t2");
            assertThat(minted).hasSize(2);
        }

        @Test
        void couldNotReleaseItsLeaseDoesNotWaitForItself() {
            script.add(new TokenResult.Failed("status 503", null));
            whileMinting.add(outage::begin);
            one.start();
            outage.end();

            clock.advance(LOOK);

            assertThat(nameOf(one.permit())).isEqualTo("t2");
        }

        @Test
        void mintsForAsLongAsItMayIsWaitedFor() {
            Duration calls = KeptTokens.LONGEST_MINTING.plusSeconds(4 * 2);

            assertThat(KeptTokens.LEASE).isBetween(calls.plusSeconds(1), calls.plusSeconds(5));
        }
    }
}
