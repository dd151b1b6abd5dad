package dev.switchboard.adapter.in.web.netomi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CrossOriginFilterTest {

    private static final String SHOP = "https://shop.example";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";

    private final MockHttpServletRequest request =
            new MockHttpServletRequest("POST", "/api/netomi/process-message");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain behind = new MockFilterChain();

    private void serve(String... allowed) throws ServletException, IOException {
        new CrossOriginFilter(List.of(allowed), _ -> methods).doFilter(request, response, behind);
    }

    private Set<String> methods = Set.of("POST");

    private void from(@Nullable String origin) {
        if (origin != null) {
            request.addHeader("Origin", origin);
        }
    }

    private void askBeforehand() {
        request.setMethod("OPTIONS");
        request.addHeader("Access-Control-Request-Method", "POST");
    }

    @Test
    void letsAListedPageReadTheAnswer() throws Exception {
        from(SHOP);

        serve(SHOP, "https://other.example");

        assertThat(response.getHeader(ALLOW_ORIGIN)).isEqualTo(SHOP);
        assertThat(response.getHeader(ALLOW_CREDENTIALS)).isEqualTo("true");
        assertThat(response.getHeader("Access-Control-Expose-Headers"))
                .isEqualTo("X-Switchboard-Resume, Retry-After, X-Request-Id, X-Next-Cursor");
        assertThat(response.getHeaders("Vary")).containsExactly("Origin");
        assertThat(behind.getRequest()).isSameAs(request);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://shop.example.evil.example",
                "http://shop.example",
                "https://shop.example:8443",
                "HTTPS://SHOP.EXAMPLE",
                "null"
            })
    void servesOtherPagesAndTellsThemNothing(@Nullable String origin) throws Exception {
        from(origin);

        serve(SHOP);

        assertThat(response.getHeaderNames()).containsExactly("Vary");
        assertThat(behind.getRequest()).isSameAs(request);
    }

    @Test
    void tellsAListedPageBeforehandWhatItMaySend() throws Exception {
        from(SHOP);
        askBeforehand();

        serve(SHOP);

        assertThat(response.getStatus()).isEqualTo(204);
        assertThat(response.getHeader(ALLOW_ORIGIN)).isEqualTo(SHOP);
        assertThat(response.getHeader("Access-Control-Allow-Methods")).isEqualTo("POST");
        assertThat(response.getHeader("Access-Control-Allow-Headers"))
                .isEqualTo("Content-Type, Authorization, X-Switchboard-Resume");
        assertThat(response.getHeader("Access-Control-Max-Age")).isEqualTo("600");
        assertThat(behind.getRequest()).isNull();
    }

    @Test
    void tellsNothingBeforehandOfAPathThatIsNotThere() throws Exception {
        methods = Set.of();
        from(SHOP);
        askBeforehand();

        serve(SHOP);

        assertThat(response.getHeader("Access-Control-Allow-Methods")).isNull();
        assertThat(behind.getRequest()).isSameAs(request);
    }

    @Test
    void tellsAForeignPageNothingBeforehand() throws Exception {
        from("https://evil.example");
        askBeforehand();

        serve(SHOP);

        assertThat(response.getStatus()).isEqualTo(204);
        assertThat(response.getHeaderNames()).containsExactly("Vary");
        assertThat(behind.getRequest()).isNull();
    }

    @Test
    void leavesAnotherQuestionForTheOptionsToWhoKnowsTheRoute() throws Exception {
        request.setMethod("OPTIONS");

        serve(SHOP);

        assertThat(behind.getRequest()).isSameAs(request);
    }

    @Test
    void letsEverybodyReadWithoutCookiesWhereThatIsWanted() throws Exception {
        from("https://anybody.example");

        serve("*");

        assertThat(response.getHeader(ALLOW_ORIGIN)).isEqualTo("*");
        assertThat(response.getHeader(ALLOW_CREDENTIALS)).isNull();
    }
}
