package dev.switchboard.adapter.in.web.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.switchboard.adapter.in.web.WebSlice;
import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeLanes;
import dev.switchboard.domain.delivery.DeliveryRule;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class ChannelRegistryControllerTest {

    private static final String SHOWN =
            """
            {"success":true,"data":{"channel_id":"slack-sim",\
            "channel_name":"Slack Simulated Channel","channel_description":"%s",\
            "channel_metadata":{"endpoint_url":"http://localhost:5001/incoming"},\
            "channel_tags":["slack","test"]}}\
            """;

    private final InMemoryChannels channels = new InMemoryChannels();
    private final FakeAudit audit = new FakeAudit();
    private final MockMvc web =
            WebSlice.of(
                    ChannelWebConfiguration.class,
                    new FakeLanes(),
                    channels,
                    audit,
                    new FakeOperations(),
                    new FakeChannelDeliveries(),
                    DeliveryRule.USUAL);

    private ResultActions create(String body) throws Exception {
        return perform(post("/channel").content(body));
    }

    private ResultActions perform(MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(
                request.contentType(MediaType.APPLICATION_JSON).principal(() -> "alice"));
    }

    private static void expectError(ResultActions answer, int status, String text)
            throws Exception {
        answer.andExpect(status().is(status))
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(content().string("{\"success\":false,\"error\":\"" + text + "\"}"));
    }

    private static String channel(String members) {
        return "{\"channel_id\":\"c\",\"channel_metadata\":{\"endpoint_url\":\"http://h/\"}"
                + members
                + "}";
    }

    @Test
    void registersTheChannelOfTheOriginal() throws Exception {
        perform(post("/channel").content(WebSlice.seed("channel.json")))
                .andExpect(status().isCreated())
                .andExpect(header().string("ETag", "\"1\""))
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(header().doesNotExist("X-Ignored-Fields"))
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(
                        content()
                                .string(
                                        """
                                        {"success":true,"data":{"message":"Channel created",\
                                        "id":"665f1c2ab7e4d83f90aa1b2c",\
                                        "signing_secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}}\
                                        """));

        perform(get("/channel/slack-sim"))
                .andExpect(status().isOk())
                .andExpect(header().string("ETag", "\"1\""))
                .andExpect(content().string(SHOWN.formatted("Sends to Slack")));
    }

    @Test
    void fillsInWhatIsAbsent() throws Exception {
        create(channel("")).andExpect(status().isCreated());

        perform(get("/channel/c"))
                .andExpect(
                        content()
                                .string(
                                        """
                                        {"success":true,"data":{"channel_id":"c",\
                                        "channel_name":"","channel_description":"",\
                                        "channel_metadata":{"endpoint_url":"http://h/"},\
                                        "channel_tags":[]}}\
                                        """));
    }

    @Test
    void namesTheFieldsItIgnores() throws Exception {
        create(channel(",\"colour\":1,\"_id\":\"x\",\"a\\r\\nb\":2"))
                .andExpect(status().isCreated())
                .andExpect(header().string("X-Ignored-Fields", "colour, _id, a%0D%0Ab"));
    }

    @Test
    void keepsFreeMetadataAsItIs() throws Exception {
        String metadata =
                "{\"endpoint_url\":\"https://h/p?q=1\",\"n\":1.50,\"deep\":[{\"a\":null}]}";

        create("{\"channel_id\":\"c\",\"channel_metadata\":" + metadata + "}");

        assertThat(perform(get("/channel/c")).andReturn().getResponse().getContentAsString())
                .contains("\"channel_metadata\":" + metadata);
    }

    @Test
    void recordsWhoDidWhat() throws Exception {
        create(channel(""));
        perform(put("/channel/c").content("{\"channel_name\":\"n\"}"));
        perform(delete("/channel/c"));

        assertThat(audit.lines())
                .containsExactly(
                        "alice channel.create c",
                        "alice channel.update c channel_name",
                        "alice channel.delete c");
    }

    static Stream<Arguments> badChannels() {
        String url = "\"channel_metadata\":{\"endpoint_url\":\"%s\"}";
        String longKey = "k".repeat(101);
        return Stream.of(
                Arguments.of("{\"channel_id\":1", "Invalid JSON payload"),
                Arguments.of("", "Invalid JSON payload"),
                Arguments.of("{\"channel_id\":\"a\",\"channel_id\":\"b\"}", "Invalid JSON payload"),
                Arguments.of("[".repeat(60) + "]".repeat(60), "Invalid JSON payload"),
                Arguments.of("[]", "Body must be a JSON object"),
                Arguments.of("null", "Body must be a JSON object"),
                Arguments.of("{}", "Missing field: channel_id"),
                Arguments.of("{\"channel_id\":null}", "Missing field: channel_id"),
                Arguments.of("{\"channel_id\":\"\"}", "Invalid channel_id"),
                Arguments.of("{\"channel_id\":7}", "Invalid channel_id"),
                Arguments.of("{\"channel_id\":{\"$ne\":null}}", "Invalid channel_id"),
                Arguments.of("{\"channel_id\":\"..\"}", "Invalid channel_id"),
                Arguments.of("{\"channel_id\":\"a/b\"}", "Invalid channel_id"),
                Arguments.of("{\"channel_id\":\"a\\r\\nb\"}", "Invalid channel_id"),
                Arguments.of("{\"channel_id\":\"" + "a".repeat(101) + "\"}", "Invalid channel_id"),
                Arguments.of("{\"channel_id\":\"c\"}", "Missing field: channel_metadata"),
                Arguments.of(
                        "{\"channel_id\":\"c\",\"channel_metadata\":[]}",
                        "Field channel_metadata must be an object"),
                Arguments.of(
                        "{\"channel_id\":\"c\",\"channel_metadata\":{}}",
                        "Channel metadata missing 'endpoint_url'"),
                Arguments.of(
                        "{\"channel_id\":\"c\",\"channel_metadata\":{\"endpoint_url\":\"\"}}",
                        "Channel metadata missing 'endpoint_url'"),
                Arguments.of(
                        "{\"channel_id\":\"c\",\"channel_metadata\":{\"endpoint_url\":1}}",
                        "Invalid endpoint_url"),
                Arguments.of(badUrl(url, "ftp://h/"), "Invalid endpoint_url"),
                Arguments.of(badUrl(url, "file:///etc/passwd"), "Invalid endpoint_url"),
                Arguments.of(badUrl(url, "/incoming"), "Invalid endpoint_url"),
                Arguments.of(badUrl(url, "http://u:p@h/"), "Invalid endpoint_url"),
                Arguments.of(badUrl(url, "http://h/#f"), "Invalid endpoint_url"),
                Arguments.of(badUrl(url, "http://h/ x"), "Invalid endpoint_url"),
                Arguments.of(badUrl(url, "http://h/" + "a".repeat(2000)), "Invalid endpoint_url"),
                Arguments.of(
                        badUrl(url, "http://169.254.169.254/x"),
                        "endpoint_url host is not allowed"),
                Arguments.of(
                        channel(",\"channel_tags\":\"slack\""),
                        "Field channel_tags must be a list of strings"),
                Arguments.of(
                        channel(",\"channel_tags\":[1]"),
                        "Field channel_tags must be a list of strings"),
                Arguments.of(channel(",\"channel_tags\":[\"\"]"), "Invalid channel_tags"),
                Arguments.of(
                        channel(",\"channel_tags\":[\"" + "t".repeat(101) + "\"]"),
                        "Field channel_tags is too long"),
                Arguments.of(
                        channel(",\"channel_tags\":[" + "\"t\",".repeat(50) + "\"t\"]"),
                        "Field channel_tags is too long"),
                Arguments.of(channel(",\"channel_name\":1"), "Field channel_name must be a string"),
                Arguments.of(
                        channel(",\"channel_name\":null"), "Field channel_name must be a string"),
                Arguments.of(
                        channel(",\"channel_name\":\"" + "n".repeat(201) + "\""),
                        "Field channel_name is too long"),
                Arguments.of(
                        channel(",\"channel_description\":\"" + "n".repeat(4097) + "\""),
                        "Field channel_description is too long"),
                Arguments.of(metadata("\"a.b\":1"), "Metadata key not allowed: a.b"),
                Arguments.of(metadata("\"x\":[{\"$set\":1}]"), "Metadata key not allowed: $set"),
                Arguments.of(metadata("\"a\\u0000\":1"), "Metadata key not allowed: a\\u0000"),
                Arguments.of(
                        metadata("\"" + longKey + "\":1"),
                        "Metadata key not allowed: " + "k".repeat(100) + "…"),
                Arguments.of(
                        metadata("\"x\":" + "[".repeat(10) + "]".repeat(10)),
                        "Invalid channel_metadata"),
                Arguments.of(metadata("\"x\":1e400"), "Invalid channel_metadata"),
                Arguments.of(
                        metadata("\"x\":\"" + "y".repeat(65_536) + "\""),
                        "Field channel_metadata is too long"));
    }

    private static String badUrl(String template, String url) {
        return "{\"channel_id\":\"c\"," + template.formatted(url) + "}";
    }

    private static String metadata(String members) {
        return "{\"channel_id\":\"c\",\"channel_metadata\":{\"endpoint_url\":\"http://h/\","
                + members
                + "}}";
    }

    @ParameterizedTest
    @MethodSource("badChannels")
    void refusesBadChannels(String body, String text) throws Exception {
        expectError(create(body), 400, text);

        assertThat(audit.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "%20", "a%22b", "no$such"})
    void findsNothingUnderUnknownAndImpossibleIds(String id) throws Exception {
        expectError(web.perform(get(URI.create("/channel/" + id))), 404, "No document found");
    }

    @Test
    void neverCreatesByAnUpdate() throws Exception {
        expectError(
                perform(put("/channel/absent").content("{\"channel_name\":\"n\"}")),
                404,
                "No document found to update");

        expectError(perform(get("/channel/absent")), 404, "No document found");
    }

    @Test
    void doesNotDeleteWhatIsAbsent() throws Exception {
        expectError(perform(delete("/channel/absent")), 404, "No document found to delete");
    }

    @Test
    void doesNotKnowOtherMethods() throws Exception {
        perform(patch("/channel/c").content("{}"))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(header().exists("Allow"));
        expectError(perform(get("/channel")), 405, "Method not allowed");
    }

    @Test
    void tellsAnAbsentStoreFromABug() throws Exception {
        channels.goAway();

        expectError(
                create(channel("")).andExpect(header().string("Retry-After", "5")),
                503,
                "Storage unavailable");
    }

    @Test
    void keepsExceptionTextsToItself() throws Exception {
        channels.breakDown();

        expectError(create(channel("")), 500, "Internal error");
    }

    @Nested
    class WithTheChannelOfTheOriginal {

        @BeforeEach
        void register() throws Exception {
            perform(post("/channel").content(WebSlice.seed("channel.json")));
        }

        @Test
        void refusesToRegisterItTwice() throws Exception {
            expectError(
                    perform(post("/channel").content(WebSlice.seed("channel.json"))),
                    409,
                    "Channel slack-sim already exists");
        }

        @Test
        void changesOnlyWhatIsGiven() throws Exception {
            perform(put("/channel/slack-sim").content("{\"channel_description\":\"Updated\"}"))
                    .andExpect(status().isOk())
                    .andExpect(header().string("ETag", "\"2\""))
                    .andExpect(
                            content()
                                    .string(
                                            "{\"success\":true,\"data\":"
                                                    + "{\"message\":\"Channel updated\"}}"));

            perform(get("/channel/slack-sim"))
                    .andExpect(content().string(SHOWN.formatted("Updated")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"channel_description\":\"Sends to Slack\"}",
                    "{\"channel_id\":\"slack-sim\"}"
                })
        void takesAnUpdateThatChangesNothing(String body) throws Exception {
            perform(put("/channel/slack-sim").content(body))
                    .andExpect(status().isOk())
                    .andExpect(header().string("ETag", "\"1\""));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"colour\":1} | Unknown field: colour",
                    "{\"$set\":{\"a\":1}} | Unknown field: $set",
                    "{\"channel_id\":\"other\"} | channel_id cannot be changed",
                    "{\"channel_id\":1} | channel_id cannot be changed",
                    "{\"channel_tags\":{}} | Field channel_tags must be a list of strings",
                    "{\"channel_metadata\":{}} | Channel metadata missing 'endpoint_url'",
                    "[1] | Body must be a JSON object",
                    "{\"a\" | Invalid JSON payload"
                })
        void refusesBadUpdates(String body, String text) throws Exception {
            expectError(perform(put("/channel/slack-sim").content(body)), 400, text);

            perform(get("/channel/slack-sim"))
                    .andExpect(content().string(SHOWN.formatted("Sends to Slack")));
        }

        @ParameterizedTest
        @CsvSource({"absent", "slack-sim"})
        void looksAtFieldsBeforeItLooksForTheChannel(String id) throws Exception {
            String tooLong = "{\"channel_name\":\"" + "n".repeat(201) + "\"}";

            expectError(
                    perform(put("/channel/" + id).header("If-Match", "\"9\"").content(tooLong)),
                    400,
                    "Field channel_name is too long");
        }

        @Test
        void letsOneOfTwoUpdatesOfTheSameVersionWin() throws Exception {
            perform(
                            put("/channel/slack-sim")
                                    .header("If-Match", "\"1\"")
                                    .content("{\"channel_name\":\"a\"}"))
                    .andExpect(status().isOk());

            expectError(
                    perform(
                            put("/channel/slack-sim")
                                    .header("If-Match", "\"1\"")
                                    .content("{\"channel_name\":\"b\"}")),
                    412,
                    "Channel slack-sim was changed meanwhile");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "1",
                    "W/\"1\"",
                    "\"x\"",
                    "\"1\", \"2\"",
                    "\"-1\"",
                    "",
                    "\"0\"",
                    "\"01\"",
                    "\"1\"x",
                    "\"99999999999999999999\""
                })
        void refusesAMalformedIfMatch(String ifMatch) throws Exception {
            expectError(
                    perform(put("/channel/slack-sim").header("If-Match", ifMatch).content("{}")),
                    400,
                    "Invalid If-Match");
            expectError(
                    perform(delete("/channel/slack-sim").header("If-Match", ifMatch)),
                    400,
                    "Invalid If-Match");
        }

        @Test
        void takesAnyVersionForAStar() throws Exception {
            perform(put("/channel/slack-sim").header("If-Match", "*").content("{}"))
                    .andExpect(status().isOk());
        }

        @Test
        void deletesIt() throws Exception {
            perform(delete("/channel/slack-sim"))
                    .andExpect(status().isOk())
                    .andExpect(
                            content()
                                    .string(
                                            "{\"success\":true,\"data\":"
                                                    + "{\"message\":\"Channel deleted\"}}"));

            expectError(perform(get("/channel/slack-sim")), 404, "No document found");
        }

        @Test
        void doesNotDeleteAnotherVersion() throws Exception {
            expectError(
                    perform(delete("/channel/slack-sim").header("If-Match", "\"2\"")),
                    412,
                    "Channel slack-sim was changed meanwhile");

            perform(get("/channel/slack-sim")).andExpect(status().isOk());
        }

        @Test
        void saysThatNothingChangedSinceTheVersionTheCallerHas() throws Exception {
            perform(get("/channel/slack-sim").header("If-None-Match", "\"1\""))
                    .andExpect(status().isNotModified());
        }
    }
}
