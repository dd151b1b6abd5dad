package dev.switchboard.adapter.in.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.error.ErrorForm;
import dev.switchboard.adapter.in.web.error.ErrorForms;
import dev.switchboard.adapter.in.web.error.ErrorResponder;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;

/// The answers to callers while an issuer is away.
class IssuerAwayTest {

    private final Refusals refusals =
            new Refusals(
                    new ErrorResponder(
                            new ErrorForms(
                                    Map.of(
                                            "/channels",
                                            ErrorForm.LEGACY,
                                            "/v1/tokens/check",
                                            ErrorForm.DESCRIPTION))),
                    new RouteTable(List.of()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /channels        | {"success":false,"error":"The token issuer is away"}
                    /v1/tokens/check | {"ErrorDescription":"The token issuer is away"}
                    """)
    void answers503AndSaysWhenToComeBack(String path, String body) throws Exception {
        var request = new MockHttpServletRequest("GET", path);
        var response = new MockHttpServletResponse();

        refusals.commence(request, response, new AuthenticationServiceException("away"));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getContentAsString()).isEqualTo(body);
    }

    @Test
    void tellsAStoreThatIsAwayFromAnIssuer() throws Exception {
        var request = new MockHttpServletRequest("GET", "/channels");
        var response = new MockHttpServletResponse();
        var cause = new StoreUnavailableException("away");

        refusals.commence(request, response, new AuthenticationServiceException("away", cause));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getContentAsString())
                .isEqualTo("{\"success\":false,\"error\":\"Storage unavailable\"}");
    }
}
