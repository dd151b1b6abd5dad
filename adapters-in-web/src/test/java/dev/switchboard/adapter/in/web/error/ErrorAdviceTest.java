package dev.switchboard.adapter.in.web.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.switchboard.adapter.in.web.WebSlice;
import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@ExtendWith(OutputCaptureExtension.class)
class ErrorAdviceTest {

    private static final String CANARY = "canary-4711";

    private final MockMvc web = WebSlice.of(Failing.class);

    @ParameterizedTest
    @CsvSource({
        "store, 503, Storage unavailable",
        "bug, 500, Internal error",
        "field, 400, Field x is too long",
        "denied, 403, Forbidden",
        "problem, 409, taken"
    })
    void answersTheChannelFamilyInItsEnvelope(String failure, int status, String text)
            throws Exception {
        web.perform(get("/channel/fails/" + failure))
                .andExpect(status().is(status))
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(content().string("{\"success\":false,\"error\":\"" + text + "\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "store, 503, 1501, Storage unavailable, Storage unavailable",
        "bug, 500, 1500, Internal error, Internal error",
        "denied, 403, 1101, Forbidden, Forbidden",
        "problem, 409, 1300, Conflict, taken"
    })
    void answersOthersWithProblemDetails(
            String failure, int status, int code, String title, String detail) throws Exception {
        web.perform(get("/v1/fails/" + failure))
                .andExpect(status().is(status))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(
                        content()
                                .string(
                                        """
                                        {"type":"urn:switchboard:problem:%d","title":"%s",\
                                        "status":%d,"detail":"%s","code":%d}\
                                        """
                                                .formatted(code, title, status, detail, code)));
    }

    @Test
    void namesTheFieldInProblemDetails() throws Exception {
        web.perform(get("/v1/fails/field"))
                .andExpect(status().is(422))
                .andExpect(
                        content()
                                .string(
                                        """
                                        {"type":"urn:switchboard:problem:1002",\
                                        "title":"Invalid field","status":422,\
                                        "detail":"Field x is too long","code":1002,"field":"x",\
                                        "errors":[{"field":"x","reason":"too_long"}]}\
                                        """));
    }

    @Test
    void asksForPatienceWhileTheStoreIsAway() throws Exception {
        web.perform(get("/channel/fails/store")).andExpect(header().string("Retry-After", "5"));
    }

    @Test
    void logsABugOnceAndKeepsItsTextFromTheCaller(CapturedOutput output) throws Exception {
        String body =
                web.perform(get("/v1/fails/bug")).andReturn().getResponse().getContentAsString();

        assertThat(body).doesNotContain(CANARY);
        assertThat(output.getAll()).containsOnlyOnce(CANARY);
    }

    @Test
    void doesNotLogWhatIsTheCallersFault(CapturedOutput output) throws Exception {
        web.perform(get("/v1/fails/field"));
        web.perform(get("/v1/nothing-here"));

        assertThat(output.getAll()).doesNotContain("ErrorAdvice");
    }

    @Test
    void doesNotLogThatACallerIsGone(CapturedOutput output) throws Exception {
        web.perform(get("/v1/fails/gone"));

        assertThat(output.getAll()).doesNotContain(CANARY);
    }

    @Test
    void namesTheMethodsThatAPathHas() throws Exception {
        web.perform(delete("/channel/fails/store"))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(header().string("Allow", "GET"))
                .andExpect(
                        content().string("{\"success\":false,\"error\":\"Method not allowed\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "/channels/x, application/problem+json",
        "/channel/a/b/c, application/json",
        "/v1/nothing, application/problem+json",
        "/nothing, application/problem+json"
    })
    void answersUnknownPathsInTheFormOfTheirFamily(String path, String contentType)
            throws Exception {
        web.perform(get(path))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType(contentType));
    }

    @Test
    void answersInItsOwnFormWhateverTheCallerAccepts() throws Exception {
        web.perform(get("/v1/fails/problem").accept(MediaType.TEXT_HTML))
                .andExpect(status().isNotAcceptable())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/json;charset=utf-16",
                "application/json;charset=iso-8859-1",
                "application/json;charset=nonsense"
            })
    void refusesOtherContentTypes(String contentType) throws Exception {
        web.perform(post("/channel/echo").header("Content-Type", contentType).content("{}"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(
                        content()
                                .string(
                                        "{\"success\":false,\"error\":"
                                                + "\"Content-Type must be application/json\"}"));
    }

    @Test
    void refusesABodyWithoutAContentType() throws Exception {
        web.perform(post("/channel/echo").content("{}"))
                .andExpect(status().isUnsupportedMediaType());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "deflate", "br", "identity, gzip"})
    void refusesEncodedBodies(String encoding) throws Exception {
        web.perform(
                        post("/channel/echo")
                                .header("Content-Encoding", encoding)
                                .contentType("application/json")
                                .content("{}"))
                .andExpect(status().isUnsupportedMediaType());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json;charset=utf-8", "APPLICATION/JSON"})
    void takesJson(String contentType) throws Exception {
        web.perform(
                        post("/channel/echo")
                                .header("Content-Type", contentType)
                                .header("Content-Encoding", "identity")
                                .content("{}"))
                .andExpect(status().isOk());
    }

    @Test
    void takesAnAbsentBodyForBadJson() throws Exception {
        web.perform(post("/channel/echo").contentType("application/json"))
                .andExpect(status().isBadRequest())
                .andExpect(
                        content().string("{\"success\":false,\"error\":\"Invalid JSON payload\"}"));
    }

    @Test
    void answersWhatFailedOutsideOfControllersInTheFormOfItsFamily() throws Exception {
        web.perform(
                        get("/error")
                                .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 400)
                                .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/channel/%2e"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string("{\"success\":false,\"error\":\"Bad request\"}"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Failing {

        @Bean
        Routes failingRoutes() {
            return Routes.of(
                    Route.of("GET", "/channel/{id}", Access.OPEN).failing(ErrorForm.LEGACY));
        }

        @Bean
        FailingController failingController() {
            return new FailingController();
        }
    }

    @RestController
    static class FailingController {

        @GetMapping(
                path = {"/channel/fails/{how}", "/v1/fails/{how}"},
                produces = "application/json")
        void fail(@PathVariable("how") String how) throws IOException {
            switch (how) {
                case "store" -> throw new StoreUnavailableException(CANARY);
                case "field" -> throw new InvalidValueException("x", Reason.TOO_LONG);
                case "denied" -> throw new AccessDeniedException(CANARY);
                case "problem" -> throw new ProblemException(ProblemCode.CONFLICT, "taken");
                case "gone" -> throw new IOException(CANARY);
                default -> throw new IllegalStateException(CANARY);
            }
        }

        @PostMapping(path = "/channel/echo", consumes = "application/json")
        byte[] echo(@RequestBody byte[] body) {
            return body;
        }
    }
}
