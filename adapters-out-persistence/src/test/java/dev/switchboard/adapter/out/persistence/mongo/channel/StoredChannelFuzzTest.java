package dev.switchboard.adapter.out.persistence.mongo.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.adapter.out.persistence.keys.UnreadableSecretException;
import dev.switchboard.application.fakes.QuietLog;
import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.fuzz.Seeds;
import dev.switchboard.domain.json.JsonReader;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValues;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A document of the registry, which people edit too, is a channel or none; JSON comes back from it
/// as it was.
@ExtendWith(QuietLog.class)
class StoredChannelFuzzTest {

    private final StoredChannel channels = new StoredChannel(TestKeys.cipher());

    @Test
    void isAChannelOrNone() throws IOException {
        Fuzz.of("documents of channels")
                .seeds(kept())
                .seeds(
                        "{'channel_id':'bare'}",
                        "{'channel_id':'odd','channel_name':7,'channel_tags':'slack',"
                                + "'channel_metadata':[1],'switchboard':'x'}",
                        "{'channel_id':'c','switchboard':{'checked_at':{'$date':1},'checks':"
                                + "[{'name':'signature','ok':true,'required':false,'detail':'x'}]}}")
                .kept(
                        "{'channel_id':'c','channel_metadata':{'n':{'$numberDecimal':'-0E+3'}}}",
                        "{'channel_id':'c','channel_metadata':{'n':{'$binary':"
                                + "{'base64':'bnVtYmVyOng=','subType':'00'}}}}",
                        "{'channel_id':'c','switchboard':{'checked_at':{'$date':1},"
                                + "'checks':[{'ok':1}]}}")
                .words("{'$numberDecimal':'-0E+3'}", "{'$numberDouble':'-0.0'}", "{'$date':1}")
                .words("'channel_metadata':{", "'switchboard':{", "[1]", "null", "{'$oid':'")
                .refusedBy(UnreadableSecretException.class)
                .inputs(10_000)
                .texts(json -> {
                    Document document = parsed(json);
                    return document != null && channels.channel(document).isPresent();
                });
    }

    private static List<String> kept() throws IOException {
        String resource = "/kept/0.1.0/mongodb/channels.jsonl";
        try (InputStream lines = StoredChannelFuzzTest.class.getResourceAsStream(resource)) {
            return new String(requireNonNull(lines).readAllBytes(), UTF_8).lines().toList();
        }
    }

    private static @Nullable Document parsed(String json) {
        try {
            return Document.parse(json);
        } catch (RuntimeException | StackOverflowError _) {
            return null; // the driver's own parser refuses it, or is overflowed
        }
    }

    @Test
    void keepsJsonAsItIs() {
        Fuzz.of("JSON in documents")
                .seeds(Seeds.in("json"))
                .texts(text -> {
                    JsonValue value = read(text);
                    assertThat(
                                    value == null
                                            || JsonValues.same(
                                                    BsonValues.toJson(BsonValues.toBson(value)),
                                                    value))
                            .isTrue();
                    return value != null;
                });
    }

    private static @Nullable JsonValue read(String text) {
        try {
            return JsonReader.read(text);
        } catch (IllegalArgumentException _) {
            return null; // refused before
        }
    }
}
