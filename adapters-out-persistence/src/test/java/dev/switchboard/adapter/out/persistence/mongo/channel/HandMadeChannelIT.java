package dev.switchboard.adapter.out.persistence.mongo.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.channel.ChannelRegistry.Insertion;
import dev.switchboard.application.port.out.channel.ChannelRegistry.Replacement;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.ChannelStatus;
import dev.switchboard.domain.channel.FieldPath;
import dev.switchboard.domain.channel.SigningSecrets;
import dev.switchboard.domain.channel.Verification;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Documents that people insert into MongoDB by hand, according to the original's manual.
class HandMadeChannelIT {

    private final StartedStore store = StartedStore.ready();
    private final ChannelRegistry registry = store.bean(ChannelRegistry.class);
    private final MongoCollection<Document> channels = store.database().getCollection("channels");

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void readsTheSeedsDocumentAsANewUnsignedChannel() {
        channels.insertOne(seedDocument());

        Channel found = registry.find(Seed.CHANNEL).orElseThrow();

        assertThat(found.profile().name()).isEqualTo("Slack Simulated Channel");
        assertThat(found.profile().tags()).containsExactly("slack", "test");
        assertThat(found.endpointIfValid()).isPresent();
        assertThat(found.version()).isEqualTo(1);
        assertThat(found.revision()).isEqualTo(1);
        assertThat(found.status()).isEqualTo(ChannelStatus.ENABLED);
        assertThat(found.secrets()).isEqualTo(SigningSecrets.none());
        assertThat(found.verification()).isEqualTo(Verification.UNVERIFIED);
    }

    @Test
    void findsItByAFilterToo() {
        channels.insertOne(seedDocument());

        assertThat(registry.query(tagged("slack"), null, 10)).hasSize(1);
        assertThat(registry.query(tagged("teams"), null, 10)).isEmpty();
    }

    @Test
    void readsADocumentWithoutAddress() {
        channels.insertOne(Document.parse("{channel_id: 'bare'}"));

        Channel found = registry.find(new ChannelId("bare")).orElseThrow();

        assertThat(found.endpointIfValid()).isEmpty();
        assertThat(found.profile().description()).isEmpty();
        assertThat(found.profile().tags()).isEmpty();
    }

    @Test
    void readsWhatHasAnotherTypeAsEmpty() {
        channels.insertOne(
                Document.parse(
                        "{channel_id: 'odd', channel_name: 7, channel_tags: 'slack',"
                                + " channel_metadata: [1], switchboard: 'x'}"));
        channels.insertOne(
                new Document("channel_id", "dotted")
                        .append("channel_metadata", new Document("k".repeat(101), 1)));

        assertThat(registry.query(ChannelFilter.ALL, null, 10))
                .extracting(channel -> channel.id().value())
                .containsExactly("dotted", "odd");
    }

    @Test
    void passesOverWhatIsNoChannel() {
        channels.insertOne(Document.parse("{note: 'ours'}"));
        channels.insertOne(Document.parse("{note: 'theirs'}"));
        channels.insertOne(Document.parse("{channel_id: 'no such id!'}"));
        channels.insertOne(seedDocument());

        assertThat(registry.query(ChannelFilter.ALL, null, 10)).hasSize(1);
    }

    @Test
    void fillsAPageWithWhatComesBehindThem() {
        channels.insertOne(Document.parse("{channel_id: 'a'}"));
        channels.insertOne(Document.parse("{channel_id: 'b!'}"));
        channels.insertOne(Document.parse("{channel_id: 'c!'}"));
        channels.insertOne(Document.parse("{channel_id: ['d']}"));
        channels.insertOne(Document.parse("{channel_id: 'e'}"));
        channels.insertOne(Document.parse("{channel_id: 'f'}"));

        assertThat(ids(registry.query(ChannelFilter.ALL, null, 2))).containsExactly("a", "e");
        assertThat(ids(registry.query(ChannelFilter.ALL, new ChannelId("a"), 2)))
                .containsExactly("e", "f");
        assertThat(ids(registry.query(ChannelFilter.ALL, null, 4))).containsExactly("a", "e", "f");
    }

    private static List<String> ids(List<Channel> found) {
        return found.stream().map(channel -> channel.id().value()).toList();
    }

    @Test
    void cutsWhatIsTooLong() {
        List<String> tags = new ArrayList<>(Collections.nCopies(60, "t"));
        tags.addFirst("");
        tags.addFirst("l".repeat(101));
        channels.insertOne(
                new Document("channel_id", "long")
                        .append("channel_name", "n".repeat(201))
                        .append("channel_description", "d".repeat(4097))
                        .append("channel_tags", tags));

        ChannelProfile read = registry.find(new ChannelId("long")).orElseThrow().profile();

        assertThat(read.name()).hasSize(200);
        assertThat(read.description()).hasSize(4096);
        assertThat(read.tags()).hasSize(50).startsWith("l".repeat(100), "t");
    }

    @Test
    void mendsItAndKeepsWhatPeopleAddedToIt() {
        channels.insertOne(seedDocument().append("owner", "ops"));
        Channel disabled =
                registry.find(Seed.CHANNEL)
                        .orElseThrow()
                        .withStatus(new ChannelStatus.Disabled("holidays"));

        assertThat(registry.replace(disabled, 1)).isEqualTo(Replacement.DONE);
        assertThat(registry.replace(disabled, 1)).isEqualTo(Replacement.CHANGED);

        assertThat(registry.find(Seed.CHANNEL)).contains(disabled);
        assertThat(channels.find().first()).containsEntry("owner", "ops");
    }

    @Test
    void letsNobodyRegisterItsIdAgain() {
        channels.insertOne(seedDocument());

        assertThat(registry.insert(Seed.channel())).isEqualTo(Insertion.EXISTS);
        assertThat(channels.countDocuments()).isEqualTo(1);
    }

    @Test
    void keepsItsOwnChannelsInTheSameShapeWithTheirSecretsEncrypted() {
        registry.insert(Seed.channel());

        Document stored = channels.find().into(new ArrayList<>()).getFirst();
        assertThat(stored)
                .containsEntry("channel_id", "slack-sim")
                .containsEntry("channel_tags", List.of("slack", "test"));
        assertThat(stored.toString()).doesNotContain("whsec_");
    }

    private static Document seedDocument() {
        return Document.parse(
                """
                {
                  "channel_id": "slack-sim",
                  "channel_name": "Slack Simulated Channel",
                  "channel_description": "Sends messages to Slack (simulated)",
                  "channel_tags": ["slack", "test"],
                  "channel_metadata": {
                    "endpoint_url": "http://localhost:5001/incoming"
                  }
                }
                """);
    }

    private static ChannelFilter tagged(String tag) {
        return new ChannelFilter.In(FieldPath.parse("channel_tags"), List.of(new JsonString(tag)));
    }
}
