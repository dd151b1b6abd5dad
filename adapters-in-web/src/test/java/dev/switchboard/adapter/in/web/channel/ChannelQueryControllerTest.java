package dev.switchboard.adapter.in.web.channel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.switchboard.adapter.in.web.WebSlice;
import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeLanes;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.delivery.WatchLanes.TargetOutage;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.DeliveryRule;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

class ChannelQueryControllerTest {

    private static final Pattern ID = Pattern.compile("\"channel_id\":\"([^\"]+)\"");

    private final InMemoryChannels channels = new InMemoryChannels();
    private final FakeLanes lanes = new FakeLanes();
    private final MockMvc web =
            WebSlice.of(
                    ChannelWebConfiguration.class,
                    lanes,
                    channels,
                    new FakeAudit(),
                    new FakeOperations(),
                    new FakeChannelDeliveries(),
                    DeliveryRule.USUAL);

    private void register(String id, String name, String... tags) {
        Metadata metadata = Metadata.of(Map.of("endpoint_url", new JsonString("http://h/")));
        channels.create(new ChannelId(id), new ChannelProfile(name, "", metadata, List.of(tags)));
    }

    private ResultActions query(String parameters, String filter) throws Exception {
        return web.perform(
                post("/channels" + parameters)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(filter));
    }

    private static List<String> ids(MockHttpServletResponse page) throws Exception {
        return ID.matcher(page.getContentAsString()).results().map(m -> m.group(1)).toList();
    }

    private static void expectError(ResultActions answer, String text) throws Exception {
        answer.andExpect(status().isBadRequest())
                .andExpect(content().string("{\"success\":false,\"error\":\"" + text + "\"}"));
    }

    @Test
    void findsByTagAsTheOriginalDoes() throws Exception {
        register("slack-sim", "Slack", "slack", "test");
        register("teams-sim", "Teams", "teams");

        query("", "{\"channel_tags\": {\"$in\": [\"slack\"]}}")
                .andExpect(status().isOk())
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(header().doesNotExist("X-Next-Cursor"))
                .andExpect(
                        content()
                                .string(
                                        """
                                        {"success":true,"data":[{"channel_id":"slack-sim",\
                                        "channel_name":"Slack","channel_description":"",\
                                        "channel_metadata":{"endpoint_url":"http://h/"},\
                                        "channel_tags":["slack","test"]}]}\
                                        """));
    }

    @Test
    void answersWithAnEmptyListIfNothingMatches() throws Exception {
        query("", "{\"channel_name\":\"x\"}")
                .andExpect(content().string("{\"success\":true,\"data\":[]}"));
    }

    @Test
    void leadsThroughAllPagesInOrder() throws Exception {
        for (int i = 0; i < 250; i++) {
            register("c%03d".formatted(i), "");
        }

        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String cursor = null;
        do {
            String after = cursor == null ? "" : "?after=" + cursor;
            MockHttpServletResponse page = query(after, "{}").andReturn().getResponse();
            seen.addAll(ids(page));
            sizes.add(ids(page).size());
            cursor = page.getHeader("X-Next-Cursor");
        } while (cursor != null);

        assertThat(sizes).containsExactly(100, 100, 50);
        assertThat(seen).hasSize(250).doesNotHaveDuplicates().isSorted();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "1000, 3"})
    void givesAsManyAsAskedFor(String limit, int count) throws Exception {
        register("a", "");
        register("b", "");
        register("c", "");

        assertThat(ids(query("?limit=" + limit, "{}").andReturn().getResponse())).hasSize(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "abc", "", "1.5", "99999999999", "1&limit=2", "+1"})
    void refusesImpossibleLimits(String limit) throws Exception {
        expectError(query("?limit=" + limit, "{}"), "Invalid limit");
    }

    @Test
    void refusesForgedCursors() throws Exception {
        for (String forged :
                List.of("", "x", "!!", base64("slack"), base64("after:"), base64("after:a/b"))) {
            expectError(query("?after=" + forged, "{}"), "Invalid cursor");
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(US_ASCII));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"$where\":\"1\"} | Unsupported operator: $where",
                "{\"channel_name\":{\"$regex\":\"(a+)+$\"}} | Unsupported pattern: $regex",
                "{\"_id\":1} | Unsupported field: _id",
                "[] | Filter must be a JSON object",
                "\"a\" | Filter must be a JSON object",
                "{\"a\":1,\"a\":2} | Invalid JSON payload",
                "{ | Invalid JSON payload"
            })
    void refusesBadFilters(String filter, String text) throws Exception {
        expectError(query("", filter), text);
    }

    @Test
    void asksForPatienceWhileTheStoreIsAway() throws Exception {
        channels.goAway();

        query("", "{}")
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "5"));
    }

    @Test
    void listsChannelsWithHowTheyStand() throws Exception {
        register("a", "A");
        register("b", "B");
        register("c", "C");
        lanes.outages.add(
                new TargetOutage(
                        new Target(Target.Kind.CHANNEL, "b"),
                        new Circuit(Circuit.State.OPEN, 7, null),
                        Seed.NOW,
                        "no connection"));

        String first = get("/v1/channels?limit=2").getContentAsString();
        String next = JsonPath.read(first, "$.next");
        String second = get("/v1/channels?after=" + next).getContentAsString();

        assertThat(JsonPath.<List<String>>read(first, "$.items[*].channel_id"))
                .containsExactly("a", "b");
        assertThat(JsonPath.<List<String>>read(first, "$.items[*].circuit.state"))
                .containsExactly("closed", "open");
        assertThat(JsonPath.<List<String>>read(second, "$.items[*].channel_id"))
                .containsExactly("c");
        assertThat(JsonPath.<Object>read(second, "$.next")).isNull();
    }

    @Test
    void refusesParametersThatNobodyReads() throws Exception {
        MockHttpServletResponse refused = get("/v1/channels?q=slack&limit=2");

        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString())
                .contains(
                        "Unknown parameter: q; known are after, limit",
                        "\"field\":\"q\",\"reason\":\"not_allowed\"");
        assertThat(get("/v1/channels?limit=2").getStatus()).isEqualTo(200);
        assertThat(get("/v1/channels?&limit=2&").getStatus()).isEqualTo(200);
    }

    private MockHttpServletResponse get(String path) throws Exception {
        return web.perform(MockMvcRequestBuilders.get(URI.create(path))).andReturn().getResponse();
    }
}
