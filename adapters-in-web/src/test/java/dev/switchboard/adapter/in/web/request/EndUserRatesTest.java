package dev.switchboard.adapter.in.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.application.fakes.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class EndUserRatesTest {

    private static final int PER_MINUTE = 6;

    private final MutableClock clock = new MutableClock();
    private final EndUserRates rates = new EndUserRates(PER_MINUTE, clock);

    @Test
    void limitsEachEndUser() {
        for (int i = 0; i < PER_MINUTE; i++) {
            take("browser a", "192.0.2.1");
        }

        refuses("browser a", "192.0.2.1");
        take("browser b", "192.0.2.1");
        clock.advance(Duration.ofSeconds(10));
        take("browser a", "192.0.2.1");
    }

    /// A caller without a resume token gets a new one each time.
    @Test
    void limitsANetworkWhoseGuestsCallThemselvesSomebodyElseEachTime() {
        for (int i = 0; i < PER_MINUTE * EndUserRates.USERS_PER_NETWORK; i++) {
            take("browser " + i, "2001:db8::" + Integer.toHexString(i));
        }

        refuses("browser new", "2001:db8::ffff");
        take("browser new", "2001:db8:0:1::1");
        take("user ada", "2001:db8::ffff");
    }

    private void take(String counted, String address) {
        rates.take(counted, from(address));
    }

    private void refuses(String counted, String address) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> take(counted, address))
                .satisfies(e -> assertThat(e.problem().headers()).containsKey("Retry-After"));
    }

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return request;
    }
}
