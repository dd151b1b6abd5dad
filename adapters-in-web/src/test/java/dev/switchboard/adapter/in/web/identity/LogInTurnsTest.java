package dev.switchboard.adapter.in.web.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.application.port.in.identity.KeepLogIns;
import dev.switchboard.application.port.in.identity.LogIn;
import dev.switchboard.domain.identity.MarkedSecret.Mark;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class LogInTurnsTest {

    private static final String HOME = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.1";

    private static final KeepLogIns NOBODY_STAYS =
            new KeepLogIns() {
                @Override
                public Result begin(Username account, String revision, Mark mark, Duration atMost) {
                    return new Result.Refused();
                }

                @Override
                public Result renew(Secret refreshToken, Mark mark, Duration idle) {
                    return new Result.Refused();
                }

                @Override
                public void end(Secret refreshToken) {
                    // there is none
                }
            };

    private final CountDownLatch comparing = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final AuthenticationController controller =
            new AuthenticationController(
                    new GuardedLogIns(
                            this::logIn,
                            NOBODY_STAYS,
                            new LogInLimits(Clock.systemUTC()),
                            new LogInTurns(Thread.ofPlatform().factory(), 1, Duration.ZERO)));

    @AfterEach
    void endAll() {
        over.countDown();
    }

    @Test
    void letStrangersCompareOneAfterTheOther() throws Exception {
        CompletableFuture<?> slow =
                CompletableFuture.runAsync(() -> authenticate("slow", ELSEWHERE));
        comparing.await();

        assertThatThrownBy(() -> authenticate("ada", ELSEWHERE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused ->
                                assertThat(refused.problem().code())
                                        .isEqualTo(ProblemCode.OVERLOADED));

        over.countDown();
        slow.join();
        assertThat(authenticate("ada", ELSEWHERE)).isNotNull();
    }

    @Test
    void keepNobodyWaitingWhereTheyCameInBefore() throws Exception {
        authenticate("ada", HOME);
        CompletableFuture<?> slow =
                CompletableFuture.runAsync(() -> authenticate("slow", ELSEWHERE));
        comparing.await();

        assertThat(authenticate("ada", HOME)).isNotNull();

        over.countDown();
        slow.join();
    }

    private Object authenticate(String name, String from) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/authenticate");
        request.setRemoteAddr(from);
        request.setContent(
                "{\"username\":\"%s\",\"password\":\"right\"}".formatted(name).getBytes(UTF_8));
        return controller.authenticate(request);
    }

    private LogIn.Result logIn(String username, Secret password) {
        if (username.equals("slow")) {
            comparing.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return new LogIn.Result.Granted(new Secret("token of " + username), "1");
    }
}
