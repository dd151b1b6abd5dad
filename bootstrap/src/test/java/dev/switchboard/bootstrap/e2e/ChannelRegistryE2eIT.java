package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Creating, changing, finding and removing channels.
@ExtendWith(SharedWorld.class)
class ChannelRegistryE2eIT {

    private final World world;
    private final String name = World.fresh("registered");
    private final URI endpoint;

    ChannelRegistryE2eIT(World world) {
        this.world = world;
        this.endpoint = world.simulators.endpointOf(name);
    }

    private Answer create() {
        return world.admin().post("/channel", World.registration(name, endpoint));
    }

    @Test
    void registersAChannelOnceAndShowsItsSecretOnce() {
        Answer created = create();
        Answer again = create();

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/data/signing_secret")).startsWith("whsec_");
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.header("Cache-Control")).contains("no-store");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/error")).isEqualTo("Channel " + name + " already exists");
        assertThat(world.admin().get("/channel/" + name).body()).doesNotContain("whsec_");
    }

    @Test
    void letsNobodyButAdminsRegister() {
        String registration = World.registration(name, endpoint);

        assertThat(world.stranger.post("/channel", registration).status()).isEqualTo(401);
        assertThat(world.service().post("/channel", registration).status()).isEqualTo(403);
        assertThat(world.admin().get("/channel/" + name).status()).isEqualTo(404);
    }

    @Test
    void changesTheGivenFieldsAloneAndCreatesNothing() {
        create();
        String change = "{\"channel_description\":\"Updated\"}";

        Answer changed = world.admin().put("/channel/" + name, change);
        Answer unchanged = world.admin().put("/channel/" + name, change);
        Answer absent = world.admin().put("/channel/" + name + "-absent", change);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(unchanged.status()).isEqualTo(200);
        Answer read = world.service().get("/channel/" + name);
        assertThat(read.text("/data/channel_description")).isEqualTo("Updated");
        assertThat(read.text("/data/channel_name")).isEqualTo("Slack Simulated Channel");
        assertThat(read.text("/data/channel_metadata/endpoint_url")).isEqualTo("" + endpoint);
        assertThat(absent.status()).isEqualTo(404);
        assertThat(world.service().get("/channel/" + name + "-absent").status()).isEqualTo(404);
    }

    @Test
    void refusesTheSecondOfTwoChangesOfOneVersion() {
        create();
        String path = "/channel/" + name;

        Answer first = world.admin().put(path, "{\"channel_name\":\"A\"}", "If-Match", "\"1\"");
        Answer second = world.admin().put(path, "{\"channel_name\":\"B\"}", "If-Match", "\"1\"");

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(412);
    }

    @Test
    void findsByTagAndPrefixAndRefusesWhatCouldDoHarm() {
        create();

        assertThat(idsOf(find("{\"channel_tags\":{\"$in\":[\"slack\"]}}"))).contains(name);
        assertThat(idsOf(find("{\"channel_name\":{\"$regex\":\"^Slack\"}}"))).contains(name);
        Answer where = find("{\"$where\":\"1\"}");
        assertThat(where.status()).isEqualTo(400);
        assertThat(where.text("/error")).isEqualTo("Unsupported operator: $where");
        assertThat(find("{\"channel_name\":{\"$regex\":\"(a+)+$\"}}").status()).isEqualTo(400);
    }

    @Test
    void pagesThroughAllChannelsWithoutRepeatingOne() {
        List<String> names =
                IntStream.range(0, 250).mapToObj(i -> name + "-%03d".formatted(i)).toList();
        names.forEach(each -> world.register(each, endpoint));
        String all = "{\"channel_id\":{\"$regex\":\"^" + name + "-\"}}";

        List<List<String>> pages = new ArrayList<>();
        Answer page = world.service().post("/channels", all);
        pages.add(idsOf(page));
        while (page.header("X-Next-Cursor") != null) {
            page = world.service().post("/channels?after=" + page.header("X-Next-Cursor"), all);
            pages.add(idsOf(page));
        }

        assertThat(pages).extracting(List::size).containsExactly(100, 100, 50);
        List<String> found = pages.stream().flatMap(List::stream).toList();
        assertThat(found).isSorted().hasSameElementsAs(names);
        assertThat(new HashSet<>(found)).hasSize(250);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "192.0.2.1",
                "198.51.100.7",
                "203.0.113.9",
                "192.88.99.1",
                "198.18.0.1",
                "240.0.0.1",
                "[::ffff:8.8.8.8]",
                "[64:ff9b::808:808]",
                "[2001:db8::1]",
                "[3fff::1]",
                "[5f00::1]"
            })
    void refusesAnEndpointAtAnAddressThatIsNotForOutsiders(String host) {
        URI forbidden = URI.create("http://" + host + "/x");

        Answer refused = world.admin().post("/channel", World.registration(name, forbidden));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/error")).isEqualTo("endpoint_url host is not allowed");
    }

    private Answer find(String filter) {
        return world.service().post("/channels?limit=1000", filter);
    }

    private static List<String> idsOf(Answer page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page.json()
                .path("data")
                .valueStream()
                .map(channel -> channel.path("channel_id").asString())
                .toList();
    }
}
