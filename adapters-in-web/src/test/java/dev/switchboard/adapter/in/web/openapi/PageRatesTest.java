package dev.switchboard.adapter.in.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.body.BodyBudget;
import dev.switchboard.adapter.in.web.error.ErrorForms;
import dev.switchboard.adapter.in.web.error.ErrorResponder;
import dev.switchboard.adapter.in.web.request.CallRates;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PageRatesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final Counter shed = BodyBudget.shed(new SimpleMeterRegistry(), "pages");
    private final PageRates rates =
            new PageRates(
                    new CallRates(3, CLOCK),
                    new CallRates(5, CLOCK),
                    new ErrorResponder(new ErrorForms(Map.of())),
                    shed);

    @Test
    void hangUpOnANetworkThatAsksTooOften() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(ask("192.0.2.1").getStatus()).isEqualTo(200);
        }

        MockHttpServletResponse refused = ask("192.0.2.1");

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("20");
        assertThat(refused.getHeader("Connection")).isEqualTo("close");
        assertThat(shed.count()).isEqualTo(1);
        assertThat(ask("192.0.2.2").getStatus()).isEqualTo(200);
    }

    @Test
    void countAnIpv6NetworkAsOne() throws Exception {
        for (int i = 1; i <= 3; i++) {
            ask("2001:db8::" + i);
        }

        assertThat(ask("2001:db8::4").getStatus()).isEqualTo(429);
    }

    @Test
    void letManyNetworksTogetherHaveNoMoreThanAllMay() throws Exception {
        for (int i = 1; i <= 5; i++) {
            assertThat(ask("192.0.2." + i).getStatus()).isEqualTo(200);
        }

        assertThat(ask("192.0.2.6").getStatus()).isEqualTo(429);
    }

    private MockHttpServletResponse ask(String from) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v3/api-docs");
        request.setRemoteAddr(from);
        MockHttpServletResponse response = new MockHttpServletResponse();
        rates.doFilter(request, response, new MockFilterChain());
        return response;
    }
}
